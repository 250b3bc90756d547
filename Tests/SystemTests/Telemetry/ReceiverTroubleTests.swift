import OTLPTestSupport
import RedisTestSupport
import Testing

/// Receivers in trouble: requests are served all the while, and every span is accounted for.
@Suite(.timeLimit(.minutes(2))) struct ReceiverTroubleTests {
  /// Spans of a request whose consumer is known.
  private static let spansOfWarmRequest = 2.0

  /// Scrapes until everything of a signal that was accepted has come to an end.
  private static func settled(
    _ scene: TelemetryScene, _ signal: String = "traces", accepted: Double
  ) async throws -> Scrape {
    try await eventually(scene.scrape) { scrape in
      let ends = ["exported", "failed", "dropped"].map { scrape.records(signal, $0) }.reduce(0, +)
      return ends == scrape.records(signal, "accepted") && ends >= accepted
    }
  }

  @Test func `a receiver that is busy for a while gets everything later`() async throws {
    let told = try await TelemetryScene.play(["OTEL_LOGS_EXPORTER": "none"]) { scene in
      let busy = OTLPAnswer.error(503, "busy", ["Retry-After": "0"])
      try await scene.receiver.answer(busy, busy, busy)
      try await scene.askForTokens(1)
      let scrape = try await Self.settled(scene, accepted: 4)
      #expect(scrape.records("traces", "failed") == 0 && scrape.records("traces", "dropped") == 0)
      #expect(scrape["telemetry_exports_total{exporter=\"traces\",status=\"failure\"}"] == 0)
    }
    // The first one was sent four times.
    let messages = told.exports.filter { $0.signal == "traces" }.map(\.message)
    #expect(messages.count >= 4 && Set(messages.prefix(4)).count == 1)
  }

  @Test(arguments: ["traces", "logs"]) func `what a receiver rejects has failed, and the rest has not`(
    signal: String
  ) async throws {
    // Batches of at least two, however slow the machine is.
    let told = try await TelemetryScene.play(["OTEL_BSP_SCHEDULE_DELAY": "1000", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE": "4"])
    { scene in
      var rejection = OTLPAnswer.rejected(2, "too old")
      rejection.signal = signal
      try await scene.receiver.answer(rejection)
      try await scene.askForTokens(4)
      let scrape = try await Self.settled(scene, signal, accepted: 4)
      #expect(scrape.records(signal, "failed") == 2 && scrape.records(signal, "dropped") == 0)
    }
    let line = try #require(told.lines.first { $0.contains("\"event_name\":\"telemetry.export.failed\"") })
    #expect(line.contains("2 rejected: too old") && line.contains("\"signal\":\"\(signal)\""))
  }

  @Test func `a receiver that hangs costs what does not fit into the queue, and no request`() async throws {
    _ = try await TelemetryScene.play([
      "OTEL_BSP_MAX_QUEUE_SIZE": "6", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE": "3", "OTEL_BSP_EXPORT_TIMEOUT": "1500",
      "OTEL_LOGS_EXPORTER": "none",
    ]) { scene in
      try await scene.askForTokens(1)
      _ = try await Self.settled(scene, accepted: 4)
      try await scene.receiver.answer(.nothing)
      try await scene.askForTokens(20)
      let scrape = try await Self.settled(scene, accepted: 4 + 20 * Self.spansOfWarmRequest)
      let (failed, dropped) = (scrape.records("traces", "failed"), scrape.records("traces", "dropped"))
      #expect((1...3).contains(failed))
      #expect(dropped >= 20)
    }
  }

  @Test func `a receiver that was never there costs no request`() async throws {
    let port = try await LocalPort.free()
    let told = try await TelemetryScene.play([
      "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:\(port)", "OTEL_BSP_EXPORT_TIMEOUT": "100",
      "TELEMETRY_CB_FAILURE_THRESHOLD": "1",
    ]) { scene in
      try await scene.askForTokens(5)
      #expect(await scene.log.first(containing: "telemetry.circuit_breaker.opened") != nil)
      try await scene.askForTokens(5)
      #expect(try await scene.scrape().records("traces", "failed") > 0)
    }
    #expect(told.exitCode == 0)
    #expect(told.lines.contains { $0.contains("telemetry.export.failed") && $0.contains("connection: ") })
  }

  @Test func `the breaker opens, keeps what comes, and closes again`() async throws {
    let told = try await TelemetryScene.play([
      "TELEMETRY_CB_FAILURE_THRESHOLD": "2", "TELEMETRY_CB_RECOVERY_TIMEOUT": "1000",
      "TELEMETRY_CB_SUCCESS_THRESHOLD": "1", "OTEL_LOGS_EXPORTER": "none", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE": "2",
      "OTEL_BSP_SCHEDULE_DELAY": "1000",
    ]) { scene in
      try await scene.receiver.answer(.error(400, "no"), .error(400, "no"))
      try await scene.askForTokens(1)
      let opened = await scene.log.first(containing: "telemetry.circuit_breaker.opened")
      #expect(opened?.contains("\"signal\":\"traces\"") == true)
      let before = try await scene.receiver.received("traces").count
      try await scene.askForTokens(3)
      #expect(before == 2)
      #expect(await scene.log.first(containing: "telemetry.circuit_breaker.closed") != nil)
      let scrape = try await Self.settled(scene, accepted: 4 + 3 * Self.spansOfWarmRequest)
      #expect(scrape.records("traces", "failed") == 4 && scrape.records("traces", "dropped") == 0)
    }
    #expect(told.lines.filter { $0.contains("telemetry.circuit_breaker.opened") }.count == 1)
    // Spans of the three requests that came while the breaker was open.
    #expect(try told.spans.filter { $0.name == "jwt_create" }.count >= 3)
  }
}
