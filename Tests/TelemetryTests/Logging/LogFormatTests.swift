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
