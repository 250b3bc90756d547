import Identifiers
import Telemetry
import Testing

@Suite struct `Prometheus text` {
  private static func text(_ registry: MetricRegistry, _ format: PrometheusText.Format) -> String {
    String(decoding: PrometheusText.render(registry.collect(), as: format), as: UTF8.self)
  }

  /// One instrument of each kind.
  private static func registry() throws -> MetricRegistry {
    let registry = MetricRegistry.still()
    registry.counter(.requests, .route("/a\"\\\n")).increment(by: 3)
    registry.gauge(.connections).set(1.5)
    let histogram = registry.histogram(.duration, .route("/b"))
    histogram.record(0.0005)
    let trace = try #require(TraceID(high: 0xA, low: 0xB))
    histogram.record(0.05, traceID: trace, spanID: try #require(SpanID(0xC)), at: 1_234_567_890_123)
    histogram.record(7)
    return registry
  }

  @Test func `reads as version 0.0.4 has it`() throws {
    #expect(
      Self.text(try Self.registry(), .prometheus) == #"""
        # HELP requests_total Requests.
        # TYPE requests_total counter
        requests_total{route="/a\"\\\n"} 3
        # HELP connections Open connections.
        # TYPE connections gauge
        connections 1.5
        # HELP http_server_request_duration_seconds Time of requests.
        # TYPE http_server_request_duration_seconds histogram
        http_server_request_duration_seconds_bucket{route="/b",le="0.001"} 1
        http_server_request_duration_seconds_bucket{route="/b",le="0.01"} 1
        http_server_request_duration_seconds_bucket{route="/b",le="0.1"} 2
        http_server_request_duration_seconds_bucket{route="/b",le="+Inf"} 3
        http_server_request_duration_seconds_sum{route="/b"} 7.0505
        http_server_request_duration_seconds_count{route="/b"} 3

        """#)
  }

  @Test func `reads as OpenMetrics has it, with examples`() throws {
    let text = Self.text(try Self.registry(), .openMetrics)
    #expect(text.hasPrefix("# HELP requests Requests.\n# TYPE requests counter\nrequests_total{"))
    #expect(text.hasSuffix("# EOF\n"))
    #expect(
      text.contains(
        #"_bucket{route="/b",le="0.1"} 2 # {trace_id="000000000000000a000000000000000b",span_id="000000000000000c"} 0.05 1234.567"#
      ))
  }

  @Test func `nothing is nothing`() {
    #expect(Self.text(.still(), .prometheus) == "")
    #expect(Self.text(.still(), .openMetrics) == "# EOF\n")
  }

  /// Names, units and kinds, and the name of the family.
  static let names: [(InstrumentDeclaration, String)] = [
    (InstrumentDeclaration("http_request_duration_ms", .gauge, unit: "ms", ""), "http_request_duration_ms"),
    (InstrumentDeclaration("http.server.active_requests", .gauge, unit: "1", ""), "http_server_active_requests"),
    (InstrumentDeclaration("process.memory.usage", .gauge, unit: "By", ""), "process_memory_usage_bytes"),
    (InstrumentDeclaration("a.size_bytes", .gauge, unit: "By", ""), "a_size_bytes"),
    (InstrumentDeclaration("process.cpu.time", .counter, unit: "s", ""), "process_cpu_time_seconds_total"),
    (InstrumentDeclaration("9 lives-left", .gauge, unit: "1", ""), "_9_lives_left"),
  ]

  @Test(arguments: names) func `names become those of Prometheus`(declaration: InstrumentDeclaration, name: String) {
    let registry = MetricRegistry.still()
    if declaration.kind == .counter {
      registry.counter(declaration).increment()
    } else {
      registry.gauge(declaration).set(1)
    }
    #expect(Self.text(registry, .openMetrics).contains("\n\(name) 1\n"))
  }

  @Test func `Prometheus' own format has base units alone`() {
    let registry = MetricRegistry.still()
    registry.gauge(InstrumentDeclaration("a_ms", .gauge, unit: "ms", "")).set(1)
    registry.gauge(InstrumentDeclaration("a_seconds", .gauge, unit: "s", "")).set(1)
    #expect(!Self.text(registry, .prometheus).contains("a_ms") && Self.text(registry, .openMetrics).contains("a_ms"))
    #expect(Self.text(registry, .prometheus).contains("\na_seconds 1\n"))
  }
}
