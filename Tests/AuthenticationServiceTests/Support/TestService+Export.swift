import Logging
import NIOPosix
import Telemetry
import Testing

@testable import AuthenticationService

extension TestService {
  /// Lets a test use a service whose telemetry goes to a collector, each export with one attempt, and none without being asked for.
  static func exporting(
    _ changes: [String: String?] = [:], _ body: (TestService, CollectorStub) async throws -> Void
  ) async throws {
    let collector = CollectorStub()
    try await collector.use { url in
      let variables = [
        "OTEL_EXPORTER_OTLP_ENDPOINT": url, "OTEL_METRIC_EXPORT_INTERVAL": "3600000",
      ].merging(changes) { $1 }
      var retries = OTLPRetryPolicy()
      retries.maximumAttempts = 1
      let telemetry = ServiceTelemetry(
        try ServiceConfiguration.load(variables), environment: [:], on: MultiThreadedEventLoopGroup.singleton,
        retries: retries, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      let export = try #require(telemetry.export)
      let running = Task { await export.run() }
      let outcome: Result<Void, any Error>
      do {
        outcome = .success(try await body(TestService(variables, telemetry: telemetry), collector))
      } catch {
        outcome = .failure(error)
      }
      running.cancel()
      await running.value
      try outcome.get()
    }
  }
}
