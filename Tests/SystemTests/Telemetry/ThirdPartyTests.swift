import OTLPTestSupport
import RedisTestSupport
import Testing

/// A receiver that is not ours.
@Suite(.timeLimit(.minutes(2))) struct ThirdPartyTests {
  @Test(arguments: [
    ("--await-span", "^GET /tokens$"), ("--await-metric", "^http\\.server\\.request\\.duration$"),
    ("--await-log", "^HTTP request completed$"),
  ]) func `OtelTap finds what it waits for`(option: String, pattern: String) async throws {
    let port = try await LocalPort.free()
    let tap = try await ChildProcess.start(Executable.python, ["-m", "oteltap", "--port", "\(port)", option, pattern])
    let told = try await TelemetryScene.play([
      "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:\(port)", "OTEL_METRIC_EXPORT_INTERVAL": "100",
    ]) { scene in
      try await scene.askForTokens(1)
      #expect(await tap.exitStatus() == 0)
    }
    await tap.end()
    #expect(told.exitCode == 0)
  }
}
