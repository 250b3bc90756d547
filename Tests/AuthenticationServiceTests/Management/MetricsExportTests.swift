import HTTPEdge
import Telemetry
import Testing

@testable import AuthenticationService

/// `POST /debug/metrics/export`.
@Suite(.timeLimit(.minutes(1))) struct MetricsExportTests {
  /// The document with the time in it that is measured replaced.
  static func body(_ answer: Answer) -> String {
    answer.body.replacing(/"duration":[0-9]+/, with: #""duration":D"#)
  }

  static func exported(_ count: Int, errors: String = "", more: String = "") -> String {
    #"{"success":true,"message":"Metrics exported successfully","exportedMetrics":\#(count),"duration":D,"#
      + #""errors":[\#(errors)],"timestamp":"2025-01-15T12:00:00.000Z"\#(more)}"#
  }

  static func failed(_ message: String) -> String {
    #"{"success":false,"error":"Failed to export metrics","message":"\#(message)","duration":D,"#
      + #""timestamp":"2025-01-15T12:00:00.000Z"}"#
  }

  @Test func `without a collector nothing is exported, which is no failure`() async throws {
    let answer = try await TestService().ask(.post, "/debug/metrics/export")
    #expect(answer.status == 200 && answer.lines == DebugMetricsTests.answered)
    let note = #","note":"Telemetry not initialized - no metrics to export""#
    #expect(Self.body(answer) == Self.exported(0, more: note))
    try await TestService.exporting(["OTEL_METRICS_EXPORTER": "none"]) { service, collector in
      let answer = await service.ask(.post, "/debug/metrics/export")
      #expect(answer.status == 200 && Self.body(answer) == Self.exported(0, more: note))
      #expect(collector.requests.isEmpty)
    }
  }

  @Test func `the collector is given every metric that there is`() async throws {
    try await TestService.exporting { service, collector in
      let count = service.components.parts.metrics.collect().count
      let answer = await service.ask(.post, "/debug/metrics/export")
      #expect(answer.status == 200 && answer.lines == DebugMetricsTests.answered)
      #expect(Self.body(answer) == Self.exported(count))
      #expect(collector.requests == ["/v1/metrics"])
      _ = await service.manage(.post, "/debug/metrics/export")
      #expect(collector.requests == ["/v1/metrics", "/v1/metrics"])
    }
  }

  @Test func `what the collector does not take of it is said`() async throws {
    try await TestService.exporting { service, collector in
      collector.answer(.rejects)
      let count = service.components.parts.metrics.collect().count
      let answer = await service.ask(.post, "/debug/metrics/export")
      #expect(answer.status == 200)
      #expect(Self.body(answer) == Self.exported(count, errors: #""3 data points rejected""#))
    }
  }

  @Test func `a collector that refuses is a failure, and is not asked again for a while`() async throws {
    try await TestService.exporting(["TELEMETRY_CB_FAILURE_THRESHOLD": "1"]) { service, collector in
      collector.answer(.refuses)
      for message in ["HTTP 400", "the circuit breaker before the collector is open"] {
        let answer = await service.ask(.post, "/debug/metrics/export")
        #expect(answer.status == 500 && answer.lines == DebugMetricsTests.answered)
        #expect(Self.body(answer) == Self.failed(message))
      }
      #expect(collector.requests == ["/v1/metrics"])
    }
  }

  @Test func `who asks while an export runs shares what comes of it`() async throws {
    try await TestService.exporting { service, collector in
      collector.answer(.holds)
      let first = service.reply(.post, "/debug/metrics/export", RequestHeaders([]))
      let second = service.reply(.post, "/debug/metrics/export", RequestHeaders([]))
      collector.release()
      let answers = [await Answer(first), await Answer(second)]
      #expect(answers[0].status == 200 && answers[0] == answers[1])
      #expect(collector.requests == ["/v1/metrics"])
      #expect(await service.ask(.post, "/debug/metrics/export").status == 200)
      #expect(collector.requests == ["/v1/metrics", "/v1/metrics"])
    }
  }
}
