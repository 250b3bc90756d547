import Identifiers
import Telemetry
import Testing

@Suite struct `Log format` {
  /// 2026-11-25T12:00:01.023Z.
  static let line = LogLine(
    time: 1_795_608_001_023, severity: .warning, message: "Kong \"fails\"\n\u{1B}[2J", eventName: "kong.request.failed",
    fields: [
      ("cause", .string("é\\")), ("count", .integer(-3)), ("ratio", .thousandths(500)),
      ("more", .thousandths(-1_234_050)),
    ])

  private static func text(_ format: LogFormat, _ line: LogLine = line) -> String {
    var bytes: [UInt8] = []
    format.append(line, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `the Elastic Common Schema is one JSON document a line`() {
    let format = ECSFormat(
      service: "auth \"1\"", version: "1.2", environment: "production", processID: 42, host: "pod-1")
    #expect(
      Self.text(.ecs(format))
        == #"{"@timestamp":"2026-11-25T12:00:01.023Z","log.level":"warn","message":"Kong \"fails\"\u000a\u001b[2J","#
        + #""ecs.version":"8.10.0","service.name":"auth \"1\"","service.version":"1.2","service.environment":"production","#
        + #""event.dataset":"auth \"1\"","host.hostname":"pod-1","process.pid":42,"event_name":"kong.request.failed","#
        + #""cause":"é\\","count":-3,"ratio":0.5,"more":-1234.05}"# + "\n")
  }

  private static func traced() throws -> LogLine {
    var line = line
    line.fields = []
    line.trace = TraceContext(
      traceID: try #require(TraceID(high: 0x0AF7_6519_16CD_43DD, low: 0x8448_EB21_1C80_319C)),
      spanID: try #require(SpanID(0xB7)), isSampled: true)
    return line
  }

  @Test func `OpenTelemetry's data model is one JSON document a line, too`() throws {
    let format = LogFormat.otel(
      OTelFormat(Resource([Attribute("service.name", "auth \"1\""), Attribute("process.pid", 42)])))
    #expect(
      Self.text(format)
        == #"{"Timestamp":"2026-11-25T12:00:01.023Z","SeverityText":"WARN","SeverityNumber":13,"#
        + #""Body":"Kong \"fails\"\u000a\u001b[2J","EventName":"kong.request.failed","#
        + #""Attributes":{"event_name":"kong.request.failed","cause":"é\\","count":-3,"ratio":0.5,"more":-1234.05},"#
        + #""Resource":{"service.name":"auth \"1\"","process.pid":42}}"# + "\n")
    #expect(
      Self.text(format, try Self.traced()).contains(
        #","TraceId":"0af7651916cd43dd8448eb211c80319c","SpanId":"00000000000000b7","TraceFlags":1,"Attributes""#))
  }

  @Test func `what belongs to a trace says so`() throws {
    let ecs = ECSFormat(service: "a", version: "1", environment: "test", processID: 1, host: "h")
    #expect(
      Self.text(.ecs(ecs), try Self.traced()).hasSuffix(
        #","event_name":"kong.request.failed","trace.id":"0af7651916cd43dd8448eb211c80319c","#
          + #""span.id":"00000000000000b7","transaction.id":"0af7651916cd43dd8448eb211c80319c"}"# + "\n"))
    #expect(
      Self.text(.text(TextFormat(hasColours: false)), try Self.traced()).hasSuffix(
        "event_name=kong.request.failed trace_id=0af7651916cd43dd8448eb211c80319c span_id=00000000000000b7\n"))
  }

  @Test func `text for people cannot move their cursor, nor begin a line of its own`() {
    #expect(
      Self.text(.text(TextFormat(hasColours: false)))
        == "2026-11-25T12:00:01.023Z warn Kong \"fails\"??[2J event_name=kong.request.failed cause=é\\ count=-3 ratio=0.5 more=-1234.05\n"
    )
    #expect(Self.text(.text(TextFormat(hasColours: true))).contains("Z \u{1B}[33mwarn\u{1B}[0m Kong"))
  }

  /// Milliseconds since 1970, and how they are written.
  static let times: [(Int64, String)] = [
    (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    (1_709_251_199_999, "2024-02-29T23:59:59.999Z"), (4_102_444_800_000, "2100-01-01T00:00:00.000Z"),
    (1_735_689_599_007, "2024-12-31T23:59:59.007Z"),
  ]

  @Test(arguments: times) func `times are of the calendar`(milliseconds: Int64, text: String) {
    let line = LogLine(time: milliseconds, severity: .info, message: "", eventName: "")
    #expect(Self.text(.text(TextFormat(hasColours: false)), line).hasPrefix(text + " info "))
  }
}
