import HTTPEdge
import Testing

@testable import AuthenticationService

/// Percentiles and burn rates.
struct ServiceLevelTests {
  private let routes = MonitoredRoutes()

  @Test func `a percentile lies within its bucket, where as many are below it`() {
    // All within 0.5 ms ..< 1 ms.
    routes.answer(100)
    routes.pass(.seconds(10))
    #expect(routes.latency(.p50, .minute)?.isAbout(0.000_75) == true)
    #expect(routes.latency(.p99, .minute)?.isAbout(0.000_995) == true)
    routes.answer(100, milliseconds: 60)
    routes.pass(.seconds(10))
    #expect(routes.latency(.p50, .minute)?.isAbout(0.001) == true)
    #expect(routes.latency(.p95, .minute)?.isAbout(0.05 + 0.025 * 0.9) == true)
  }

  @Test func `what is beyond the last bucket counts as its bound`() {
    routes.answer(10, milliseconds: 60_000)
    routes.pass(.seconds(10))
    #expect(routes.latency(.p50, .minute) == 10)
  }

  @Test(arguments: [(500, 200.0), (503, 200), (501, 0), (505, 0), (499, 0)])
  func `the budget is used up by faults of ours alone`(status: Int, rate: Double) {
    routes.answer(20, status)
    routes.pass(.seconds(60))
    #expect(routes.burnRate(.availability, .fiveMinutes)?.isAbout(rate) == true)
  }

  @Test func `requests leave each window in time`() {
    routes.answer(20, 500, milliseconds: 300)
    routes.pass(.seconds(60))
    #expect(routes.latency(.p50, .minute) != nil)
    routes.pass(.seconds(10))
    #expect(routes.latency(.p50, .minute) == nil)
    #expect(routes.latency(.p50, .fiveMinutes) != nil)
    routes.pass(.seconds(240))
    #expect(routes.latency(.p50, .fiveMinutes) == nil)
    #expect(routes.burnRate(.availability, .fiveMinutes) == 0)
    #expect(routes.burnRate(.availability, .halfHour)?.isAbout(200) == true)
    routes.pass(.seconds(1500))
    #expect(routes.burnRate(.availability, .halfHour) == 0)
    #expect(routes.burnRate(.latency, .hour)?.isAbout(100) == true)
    // Moments are a minute apart, then five.
    routes.pass(.seconds(1860))
    #expect(routes.burnRate(.availability, .hour) == 0)
    routes.pass(.seconds(5 * 3600 - 600))
    #expect(routes.burnRate(.availability, .sixHours)?.isAbout(200) == true)
    routes.pass(.seconds(900))
    #expect(routes.burnRate(.availability, .sixHours) == 0)
    #expect(routes.monitor.reports.first?.latencies.isEmpty == true)
  }

  @Test func `a burn rate of 1 is just what the objective allows`() {
    routes.answer(995)
    routes.answer(5, 503)
    routes.answer(999, at: "/health")
    routes.answer(1, 500, at: "/health")
    routes.pass(.seconds(10))
    #expect(routes.burnRate(.availability, .fiveMinutes)?.isAbout(1) == true)
    #expect(routes.burnRate(.availability, .sixHours)?.isAbout(1) == true)
    #expect(routes.burnRate(.availability, .fiveMinutes, of: "/health")?.isAbout(1) == true)
    #expect(routes.burnRate(.latency, .fiveMinutes) == 0)
  }

  @Test func `the client's own faults cost nothing, and neither do preflights gain anything`() {
    routes.answer(90, 401)
    routes.answer(10, 503)
    routes.answer(900, 204, method: .options)
    routes.pass(.seconds(10))
    #expect(routes.burnRate(.availability, .fiveMinutes)?.isAbout(20) == true)
  }

  @Test func `what takes as long as allowed is soon enough`() {
    routes.answer(90, milliseconds: 200)
    routes.answer(10, milliseconds: 201)
    routes.pass(.seconds(10))
    #expect(routes.burnRate(.latency, .fiveMinutes)?.isAbout(10) == true)
  }

  @Test func `every time limit is a bound of a bucket`() {
    let limits = ServiceLevelObjective.documented.flatMap { objective in
      Percentile.allCases.map { objective.threshold($0) }
    }
    #expect(Set(limits).isSubset(of: ServiceMetrics.timeBounds))
    #expect(ServiceMetrics.timeBounds == ServiceMetrics.timeBounds.sorted())
  }

  @Test func `routes without traffic or objective have no report`() {
    routes.answer(10, at: "/other")
    routes.answer(10, at: "/unknown")
    routes.pass(.seconds(10))
    #expect(routes.monitor.reports.isEmpty)
    #expect(routes.lines("slo_latency_seconds") == [])
    #expect(routes.lines("slo_burn_rate") == [])
  }

  @Test func `a scraper reads what the last look has found`() {
    routes.answer(4, 500)
    routes.pass(.seconds(10))
    routes.answer(100)
    #expect(
      routes.lines("slo_burn_rate").first
        == #"slo_burn_rate{route="/tokens",objective="availability",window="5m"} \#(1 / (1 - 0.995))"#)
    #expect(routes.lines("slo_burn_rate").count == 8)
    #expect(
      routes.lines("slo_latency_seconds").first
        == #"slo_latency_seconds{route="/tokens",percentile="p50",window="1m"} 0.00075"#)
    #expect(routes.lines("slo_latency_seconds").count == 9)
    #expect(
      routes.lines("slo_objective").prefix(2) == [
        #"slo_objective{route="/tokens",objective="availability"} 0.995"#,
        #"slo_objective{route="/tokens",objective="latency"} 0.99"#,
      ])
    #expect(
      routes.lines("slo_threshold_seconds").prefix(3) == [
        #"slo_threshold_seconds{route="/tokens",percentile="p50"} 0.05"#,
        #"slo_threshold_seconds{route="/tokens",percentile="p95"} 0.1"#,
        #"slo_threshold_seconds{route="/tokens",percentile="p99"} 0.2"#,
      ])
  }
}

extension Double {
  /// Whether it is the number but for rounding.
  fileprivate func isAbout(_ number: Double) -> Bool { abs(self - number) <= 1e-9 * abs(number) }
}
