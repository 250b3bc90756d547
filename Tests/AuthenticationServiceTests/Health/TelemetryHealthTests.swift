import AuthenticationCore
import Logging
import NIOPosix
import Telemetry
import Testing

@testable import AuthenticationService

@Suite(.timeLimit(.minutes(1))) struct `What is said of telemetry` {
  private static let secrets = ["http://127.0.0.1:1", "t0p-s3cret"]

  /// An export to where nobody listens, which fails at once.
  private static func use(
    _ changes: [String: String?] = [:], _ body: (TelemetryDescription, TelemetryExport) async throws -> Void
  ) async throws {
    let configuration = try ServiceConfiguration.load(
      ["OTEL_EXPORTER_OTLP_ENDPOINT": secrets[0], "OTEL_EXPORTER_OTLP_HEADERS": "key=\(secrets[1])"].merging(changes) {
        $1
      })
    var retries = OTLPRetryPolicy()
    retries.maximumAttempts = 1
    let export = try #require(
      TelemetryExport(
        configuration, environment: [:], metrics: MetricRegistry { 0 }, on: MultiThreadedEventLoopGroup.singleton,
        retries: retries, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    let running = Task { await export.run() }
    let clock = WallClock { TestService.now * 1000 }
    try await body(TelemetryDescription(configuration: configuration, export: export, clock: clock), export)
    running.cancel()
    await running.value
  }

  private static func spans(_ export: TelemetryExport, _ count: Int) async throws {
    for _ in 0..<count { #expect(await export.exportMetrics(of: [.requests]) != .refused) }
  }

  @Test func `is that all is well before there was an export`() async throws {
    try await Self.use { telemetry, _ in
      #expect(telemetry.isHealthy && telemetry.mode == "both")
      let text = String(decoding: telemetry.dependency.compact, as: UTF8.self)
      #expect(text.contains(#""metrics":{"status":"healthy","endpoint":"<redacted>","responseTime":"0ms""#))
    }
  }

  @Test func `is which signal fails, since when and why, and what has become of its breaker`() async throws {
    try await Self.use(["TELEMETRY_CB_FAILURE_THRESHOLD": "2"]) { telemetry, export in
      try await Self.spans(export, 2)
      #expect(!telemetry.isHealthy && export.state(of: .metrics) == .open && export.state(of: .traces) == .closed)
      #expect(await export.exportMetrics(of: [.requests]) == .refused)
      let text = String(decoding: telemetry.dependency.compact, as: UTF8.self)
      #expect(text.contains(#""metrics":{"status":"unhealthy""#) && text.contains(#""logs":{"status":"healthy""#))
      #expect(text.contains(#""successRate":"0%","total":2,"failures":2"#))
      #expect(text.contains(#""circuitBreakerState":"open","error":""#) && text.contains(": connection: refused"))
    }
  }

  @Test func `never is where it goes, nor with what`() async throws {
    try await Self.use { telemetry, export in
      try await Self.spans(export, 1)
      for document in [telemetry.report, telemetry.dependency, telemetry.metrics] {
        let text = String(decoding: document.compact, as: UTF8.self)
        #expect(!Self.secrets.contains { text.contains($0) } && !text.contains("127.0.0.1"))
      }
    }
  }

  @Test func `is that a signal goes nowhere`() async throws {
    try await Self.use(["OTEL_LOGS_EXPORTER": "none"]) { telemetry, _ in
      let text = String(decoding: telemetry.dependency.compact, as: UTF8.self)
      #expect(text.contains(#""logs":{"status":"healthy","endpoint":"not configured""#))
    }
  }

  @Test func `has two documents of its own`() async throws {
    let service = try TestService(["MEMORY_GUARDIAN_HEAP_LIMIT_MB": "32768"])
    let exports = await service.ask("/health/telemetry")
    #expect(exports.status == 200 && exports.lines == HeaderLines.json + HeaderLines.noCache)
    #expect(exports.body.contains(#""initialized": false"#) && exports.body.contains(#""mode": "console""#))
    #expect(exports.body.contains(#""exportBacklog": {"#) && exports.body.contains(#""pressure": "normal""#))
    let metrics = await service.ask("/health/metrics")
    #expect(metrics.status == 200)
    #expect(metrics.body.contains(#""exportInterval": 30000"#) && metrics.body.contains(#""totalBreakers": 3"#))
  }

  @Test func `counts the instruments that there are`() async throws {
    let service = try TestService()
    let count = service.components.parts.metrics.collect().count
    let answer = await service.ask("/health/metrics")
    #expect(answer.body.contains(#""instrumentCount": \#(count)"#) && answer.body.contains("cache_hit_rate"))
  }

  /// Use in percent, failures, their rate, and what that comes to.
  static let pressures: [(Double, Int, Int, MemoryHealth.Pressure)] = [
    (10, 0, 0, .normal), (59.9, 50, 25, .normal), (10, 51, 25, .elevated), (10, 51, 24, .normal), (60, 0, 0, .elevated),
    (60, 1, 25, .high), (75, 0, 0, .high), (84.9, 0, 0, .high), (85, 0, 0, .critical),
  ]

  @Test(arguments: pressures) func `is how short memory is`(
    usage: Double, failures: Int, rate: Int, pressure: MemoryHealth.Pressure
  ) {
    #expect(MemoryHealth.pressure(usage: usage, failures: failures, failureRate: rate) == pressure)
  }
}

extension MetricRecord {
  fileprivate static let requests = MetricRecord(
    name: "requests", summary: "", unit: "1", start: 0, time: 0, data: .counter([.init(attributes: [], value: 1)]))
}
