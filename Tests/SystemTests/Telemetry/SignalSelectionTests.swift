import KongSandbox
import OTLPTestSupport
import Testing

/// What goes where, and what goes nowhere.
@Suite(.timeLimit(.minutes(2))) struct SignalSelectionTests {
  @Test(arguments: [
    ("OTEL_TRACES_EXPORTER", "none", ["logs", "metrics"]), ("OTEL_METRICS_EXPORTER", "none", ["logs", "traces"]),
    ("OTEL_METRICS_EXPORTER", "prometheus", ["logs", "traces"]), ("OTEL_LOGS_EXPORTER", "none", ["metrics", "traces"]),
    ("TELEMETRY_MODE", "console", []), ("OTEL_SDK_DISABLED", "true", []),
  ]) func `only what is wanted is exported, and a trace goes on to Kong in any case`(
    variable: String, value: String, signals: [String]
  ) async throws {
    let trace = "0af7651916cd43dd8448eb211c80319c"
    let told = try await TelemetryScene.play([variable: value]) { scene in
      _ = try await scene.service.get(
        "/tokens", as: SandboxSeed.alice, [("traceparent", "00-\(trace)-b7ad6b7169203331-01")])
      let call = try #require(scene.sandbox.admin.log.entries(to: "/consumers/*/jwt").first)
      #expect(call.headers["traceparent"]?.hasPrefix("00-\(trace)-") == true)
      #expect(
        try await scene.scrape()["http_requests_total{method=\"GET\",route=\"/tokens\",status_code=\"200\"}"] == 1)
    }
    #expect(Set(told.exports.map(\.signal)).sorted() == signals)
    #expect(told.lines.contains { $0.contains("\"trace.id\":\"\(trace)\"") })
  }

  @Test func `a signal may have a receiver and headers of its own`() async throws {
    let told = try await TelemetryScene.play([
      "OTEL_EXPORTER_OTLP_ENDPOINT": "{receiver}/common/", "OTEL_EXPORTER_OTLP_HEADERS": "x-common=1",
      "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "{receiver}/own/v1/traces",
      "OTEL_EXPORTER_OTLP_TRACES_HEADERS": "authorization=Bearer%20abc, x-own=2",
    ]) { try await $0.askForTokens(1) }
    let traces = try #require(told.exports.first { $0.signal == "traces" })
    #expect(traces.path == "/own/v1/traces")
    #expect(traces.headers["authorization"] == "Bearer abc" && traces.headers["x-own"] == "2")
    #expect(traces.headers["x-common"] == nil)
    for signal in ["metrics", "logs"] {
      let export = try #require(told.exports.first { $0.signal == signal })
      #expect(export.path == "/common/v1/\(signal)")
      #expect(export.headers["x-common"] == "1" && export.headers["x-own"] == nil)
    }
  }

  @Test func `a protocol that there is not is refused with the names of those that there are`() async throws {
    var variables = ServeCommandTests.variables(port: 1, admin: "127.0.0.1:1")
    variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc"
    let run = try await ServiceProcess.run(["serve"], variables)
    #expect(run.exitCode == 78)
    let said = (run.output + run.errors).joined(separator: "\n")
    #expect(said.contains("OTEL_EXPORTER_OTLP_PROTOCOL"))
    #expect(said.contains("http/protobuf") && said.contains("http/json"))
  }
}
