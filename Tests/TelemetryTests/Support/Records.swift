import Identifiers
import Telemetry
import Testing

/// Records in which every field says something.
enum Records {
  static let origin = OTLPOrigin(
    resource: Resource([
      Attribute("service.name", "authentication-service"), Attribute("service.instance.count", 9_007_199_254_740_993),
    ]),
    scope: InstrumentationScope(name: "authentication", version: "1.2.3"))

  static let attributes = [
    Attribute("text", "é\"\n"), Attribute("negative", -1), Attribute("number", .double(0.1)),
    Attribute("truth", true), Attribute("texts", .strings(["a", ""])),
  ]

  /// 2026-11-25T12:00:00 and a nanosecond, which no number of JavaScript holds.
  static let time: UInt64 = 1_795_608_000_000_000_001

  static func traceID() throws -> TraceID {
    try #require(TraceID(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210))
  }
  static func spanID(_ bits: UInt64 = 0xF0E1_D2C3_B4A5_9687) throws -> SpanID { try #require(SpanID(bits)) }

  /// A span of which only what matters to a test is named.
  static func span(_ name: String = "GET /tokens", kind: SpanRecord.Kind = .internal) throws -> SpanRecord {
    SpanRecord(traceID: try traceID(), spanID: try spanID(), name: name, kind: kind, start: time, end: time + 1000)
  }

  static func spans() throws -> [SpanRecord] {
    var full = try span(kind: .server)
    full.parentSpanID = try spanID(1)
    full.parentIsRemote = true
    full.traceState = "vendor=value"
    full.attributes = attributes
    full.events = [SpanRecord.Event(name: "exception", time: time + 1, attributes: [Attribute("exception.type", "E")])]
    full.droppedAttributes = 2
    full.droppedEvents = 3
    full.status = .error("Kong is away")
    var child = try span("GET /consumers", kind: .client)
    child.parentSpanID = try spanID()
    child.status = .ok
    return [full, child, try span("plain")]
  }

  static func metrics() throws -> [MetricRecord] {
    let exemplars = [
      3: MetricRecord.Exemplar(value: 7.5, time: time + 3, traceID: try traceID(), spanID: try spanID(3)),
      0: MetricRecord.Exemplar(value: 0.5, time: time + 2, traceID: try traceID(), spanID: try spanID(2)),
    ]
    return [
      MetricRecord(
        name: "http_requests_total", summary: "Requests.", unit: "1", start: time, time: time + 9,
        data: .counter([MetricRecord.NumberPoint(attributes: attributes, value: 3)])),
      MetricRecord(
        name: "process.memory.usage", summary: "Memory.", unit: "By", start: time, time: time + 9,
        data: .gauge([MetricRecord.NumberPoint(attributes: [], value: -1.5)])),
      MetricRecord(
        name: "http.server.request.duration", summary: "Time of requests.", unit: "s", start: time, time: time + 9,
        data: .histogram(
          bounds: [0.5, 1, 5],
          [
            MetricRecord.HistogramPoint(
              attributes: [Attribute("route", "/tokens")], counts: [1, 0, 2, 1], sum: 12.25, exemplars: exemplars)
          ])),
    ]
  }

  static func logs() throws -> [LogRecord] {
    let levels: [LogRecord.Severity] = [.trace, .debug, .info, .warning, .error, .fatal]
    return [
      LogRecord(
        time: time, severity: .warning, body: "Kong fails", eventName: "kong.request.failed", attributes: attributes,
        traceID: try traceID(), spanID: try spanID())
    ] + levels.map { LogRecord(time: time, severity: $0, body: "", eventName: "level") }
  }
}
