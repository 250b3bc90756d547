import KongSandbox
import OTLPTestSupport
import Testing

/// What is told at the end of a service.
@Suite(.timeLimit(.minutes(2))) struct FlushTests {
  private static let patient = [
    "OTEL_BSP_SCHEDULE_DELAY": "60000", "OTEL_BLRP_SCHEDULE_DELAY": "60000", "OTEL_METRIC_EXPORT_INTERVAL": "3600000",
  ]

  @Test func `what waits is exported before the process ends`() async throws {
    let told = try await TelemetryScene.play(Self.patient) { scene in
      try await scene.askForTokens(3)
      #expect(try await scene.receiver.received().isEmpty)
    }
    #expect(told.exitCode == 0)
    #expect(try told.spans.filter { $0.kind == 2 }.count == 3)
    let events = try told.exports.logRecords.compactMap(\.eventName)
    #expect(events.filter { $0 == "http.request.completed" }.count == 3)
    #expect(events.contains("server.shutdown.completed"))
    #expect(try told.exports.metrics["http_requests_total", "method=GET,route=/tokens,status_code=200"] == 3)
  }

  @Test func `a receiver that hangs holds the end up for five seconds and no longer`() async throws {
    let told = try await TelemetryScene.play(Self.patient) { scene in
      try await scene.askForTokens(3)
      try await scene.receiver.answer(.nothing, .nothing, .nothing, .nothing, .nothing, .nothing)
    }
    #expect(told.exitCode == 0)
    #expect(told.shutdown > .seconds(4) && told.shutdown < .seconds(9), "\(told.shutdown)")
    #expect(Set(told.exports.map(\.signal)) == ["traces", "metrics", "logs"])
  }
}
