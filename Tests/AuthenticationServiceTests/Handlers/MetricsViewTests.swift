import AuthenticationCore
import HTTPEdge
import Telemetry
import Testing

@testable import AuthenticationService

/// `GET /metrics?view=`.
@Suite(.timeLimit(.minutes(1))) struct MetricsViewTests {
  static let noExports =
    #"{"totalExports":0,"successCount":0,"failureCount":0,"successRate":0,"lastExportTime":null,"#
    + #""lastSuccessTime":null,"lastFailureTime":null,"recentErrors":[]}"#

  static func document(_ members: String) -> String {
    #"{"timestamp":"2025-01-15T12:00:00.000Z",\#(members)}"#
  }

  static func infrastructure(_ service: TestService, initialized: Bool = false) -> String {
    let names = service.components.parts.metrics.collect().map { #""\#($0.name)""# }
    let list = "[\(names.joined(separator: ","))]"
    return #""infrastructure":{"metrics":{"status":{"initialized":\#(initialized),"instrumentCount":\#(names.count),"#
      + #""availableMetrics":\#(list),"instruments":\#(list)}}}"#
  }

  static func configuration(
    kong: String = "<redacted>", mode: String = "console", initialized: Bool = false,
    environment: String = "development", endpoints: [String] = ["not configured", "not configured", "not configured"]
  ) -> String {
    #""configuration":{"kong":{"adminUrl":"\#(kong)","mode":"API_GATEWAY"},"telemetry":{"mode":"\#(mode)","#
      + #""initialized":\#(initialized),"serviceName":"authentication-service","#
      + #""serviceVersion":"\#(ServiceVersion.current)","environment":"\#(environment)","#
      + #""endpoints":{"traces":"\#(endpoints[0])","metrics":"\#(endpoints[1])","logs":"\#(endpoints[2])"},"#
      + #""timeout":10000,"batchSize":128,"queueSize":512}}"#
  }

  @Test func `instruments are those that have measured something`() async throws {
    let service = try TestService()
    let answer = await service.ask("/metrics?view=infrastructure")
    #expect(answer.status == 200 && answer.lines == HeaderLines.metrics)
    #expect(answer.body == Self.document(Self.infrastructure(service)))
  }

  @Test func `telemetry and exports say the same of exports`() async throws {
    let service = try TestService()
    let telemetry = #""telemetry":{"mode":"console","initialized":false,"exportStats":\#(Self.noExports)}"#
    #expect(await service.ask("/metrics?view=telemetry").body == Self.document(telemetry))
    #expect(await service.ask("/metrics?view=exports").body == Self.document(#""exports":\#(Self.noExports)"#))
  }

  @Test func `the configuration is shown without addresses on the public port`() async throws {
    let answer = try await TestService().ask("/metrics?view=config")
    #expect(answer.status == 200 && answer.lines == HeaderLines.metrics)
    #expect(answer.body == Self.document(Self.configuration()))
  }

  @Test func `all of it is there in one view, but for what would be there twice`() async throws {
    let service = try TestService()
    let infrastructure = Self.infrastructure(service)
    let answer = await service.ask("/metrics?view=full")
    #expect(answer.status == 200 && answer.lines == HeaderLines.metrics)
    #expect(
      MetricsTests.body(answer)
        == Self.document(
          #""uptime":T,"memory":M,"cache":\#(MetricsTests.memory()),"circuitBreakers":{},"#
            + #""consumers":{"volume":{"high":0,"medium":0,"low":0,"total":0}},"#
            + #"\#(infrastructure),"exports":\#(Self.noExports),\#(Self.configuration())"#))
  }

  @Test(arguments: [("otlp", true), ("none", false)])
  func `instruments are initialized where metrics go to a collector`(exporter: String, isInitialized: Bool) async throws
  {
    try await TestService.exporting(["OTEL_METRICS_EXPORTER": exporter]) { service, _ in
      let answer = await service.ask("/metrics?view=infrastructure")
      #expect(answer.body == Self.document(Self.infrastructure(service, initialized: isInitialized)))
      let health = await service.ask("/health/metrics").body
      #expect(health.contains(#""initialized": \#(isInitialized),"#))
    }
  }

  @Test(arguments: MetricsView.allCases) func `what asks the system is not answered by an event loop`(view: MetricsView)
    throws
  {
    let reply = try TestService().reply(.get, "/metrics?view=\(view)", RequestHeaders([]))
    let isPending = if case .pending = reply { true } else { false }
    #expect(isPending == [.infrastructure, .full].contains(view))
  }

  @Test(arguments: ["text/plain", "application/openmetrics-text"])
  func `caches are told that other media types are to be had`(type: String) async throws {
    let answer = try await TestService().ask("/metrics", [("Accept", type)])
    #expect(answer.status == 200)
    #expect(answer.lines.dropFirst() == HeaderLines.metrics.dropFirst())
    #expect(answer.values("Content-Type").first?.hasPrefix(type) == true)
  }
}
