import Testing

@testable import AuthenticationService

/// What deploy holds for operators speaks of things that there are.
struct DeploymentTests {
  /// Everything that the rules and the dashboard can rely on.
  private func known() throws -> KnownSeries {
    var series = KnownSeries()
    for rule in try Deployment.rules() { series.add(rule) }
    return series
  }

  @Test func `rules read series and labels that there are`() throws {
    let series = try known()
    let rules = try Deployment.rules()
    #expect(rules.count > 30)
    #expect(rules.flatMap { series.complaints(about: $0.expression) } == [])
  }

  @Test func `the dashboard reads series and labels that there are`() throws {
    let series = try known()
    let expressions = try Deployment.dashboard().expressions
    #expect(expressions.count > 50)
    #expect(expressions.flatMap(series.complaints) == [])
  }

  @Test func `what is not there is found`() throws {
    let series = try known()
    #expect(series.complaints(about: "rate(http_request_total[5m])") == ["there is no http_request_total"])
    #expect(
      series.complaints(about: #"sum by (path) (rate(http_requests_total{code=~"5..", job="a"}[5m] offset 1h))"#)
        == [
          "http_requests_total has no label code",
          #"nothing has a label path: sum by (path) (rate(http_requests_total{code=~"5..", job="a"}[5m] offset 1h))"#,
        ])
    #expect(
      series.complaints(about: #"histogram_quantile(0.99, sum by (le, route) (rate(http_requests_total[5m])))"#).count
        == 1)
  }

  @Test func `all data sources and jobs of the dashboard are chosen by whoever looks at it`() throws {
    let dashboard = try Deployment.dashboard()
    #expect(dashboard.sources.allSatisfy { $0.type == "prometheus" && $0.uid == "${datasource}" })
    #expect(
      dashboard.panels.filter { $0.type != "row" }.allSatisfy { $0.datasource != nil && $0.targets?.isEmpty == false })
    #expect(dashboard.templating.list.map(\.name) == ["datasource", "job", "instance", "route"])
    #expect(dashboard.panels.flatMap { $0.targets ?? [] }.allSatisfy { $0.expr.contains(#"job="$job""#) })
  }

  @Test func `panels have ids of their own and do not overlap`() throws {
    let panels = try Deployment.dashboard().panels
    #expect(Set(panels.map(\.id)).count == panels.count)
    var taken: Set<[Int]> = []
    for position in panels.map(\.gridPos) {
      for x in position.x..<(position.x + position.w) {
        #expect(x < 24)
        for y in position.y..<(position.y + position.h) { #expect(taken.insert([x, y]).inserted) }
      }
    }
  }

  @Test func `every alert has a severity and a section in the handbook`() throws {
    let alerts = try Deployment.rules().filter { $0.alert != nil }
    let anchors = try Deployment.anchors()
    #expect(alerts.count > 10)
    #expect(Set(alerts.compactMap(\.alert)).count == alerts.count)
    for alert in alerts {
      #expect(["critical", "warning"].contains(alert.severity))
      let anchor = alert.runbook?.split(separator: "#").last.map(String.init) ?? ""
      #expect(anchors.contains(anchor), "\(alert.alert ?? "") has no section \(anchor)")
    }
  }

  @Test func `the rules count the slow ones by the time limits of the service`() throws {
    let slow = try Deployment.rules().filter { $0.record?.hasPrefix("job_route:http_requests_slow:") == true }
    #expect(slow.count == 4)
    for rule in slow {
      let limits = rule.expression.matches(of: /route="([^"]+)", le="([^"]+)"/).map { "\($0.output.1) \($0.output.2)" }
      #expect(limits == ServiceLevelObjective.documented.map { "\($0.route) \($0.p99)" })
    }
  }
}
