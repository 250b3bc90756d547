import NIOPosix
import OTLPTestSupport
import RedisTestSupport
import Telemetry
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `OTLP delivery` {
  /// Exports one span in the background, and hands over the exporter to whoever moves the clock.
  private static func exporting(
    _ test: Exporting, _ body: () async throws -> Void
  ) async throws -> ExportOutcome {
    let spans = [try Records.span()]
    async let outcome = test.exporter.export(spans)
    try await body()
    return await outcome
  }

  @Test func `headers are sent, but none that would break the request`() async throws {
    try await Exporting.run {
      $0.traces.headers = [
        ("Authorization", "Bearer token"), ("X-Tenant", "a"), ("host", "elsewhere"), ("Content-Length", "1"),
        ("CONTENT-TYPE", "text/plain"), ("Content-Encoding", "br"), ("Transfer-Encoding", "chunked"),
        ("Connection", "close"),
      ]
    } _: { test in
      #expect(try await test.exporter.export([Records.span()]) == .exported(rejected: 0))
      #expect(try await test.exporter.export(Records.logs()) == .exported(rejected: 0))
      let traces = try #require(try await test.receiver.received("traces").first)
      #expect(traces.complaint == nil)
      #expect(traces.headers["authorization"] == "Bearer token")
      #expect(traces.headers["x-tenant"] == "a")
      #expect(traces.headers["host"].map { test.receiver.url.hasSuffix($0) } == true)
      #expect(traces.headers["content-type"] == "application/x-protobuf")
      #expect(traces.headers["content-encoding"] == nil)
      #expect(traces.headers["connection"] == nil)
      #expect(traces.headers["user-agent"] == "OTel-OTLP-Exporter-Swift/1.2.3")
      let logs = try #require(try await test.receiver.received("logs").first)
      #expect(logs.headers["authorization"] == nil)
    }
  }

  @Test(arguments: OTLPEncoding.allCases) func `a partial success is counted and reported, and not repeated`(
    encoding: OTLPEncoding
  ) async throws {
    try await Exporting.run {
      $0.encoding = encoding
    } _: { test in
      try await test.receiver.answer(.rejected(2, "too old"), .rejected(0, "use gzip"), .rejected(5, ""))
      #expect(try await test.exporter.export(Records.spans()) == .exported(rejected: 2))
      #expect(try await test.exporter.export(Records.logs()) == .exported(rejected: 0))
      #expect(try await test.exporter.export(Records.metrics()) == .exported(rejected: 5))
      #expect(
        test.reports.failures == [
          .partialSuccess(rejected: 2, message: "too old"), .partialSuccess(rejected: 0, message: "use gzip"),
          .partialSuccess(rejected: 5, message: ""),
        ])
      #expect(test.reports.signals == [.traces, .logs, .metrics])
      #expect(try await test.receiver.received().count == 3)
      #expect(test.exporter.statistics(of: .metrics).rejected == 5)
      #expect(test.exporter.statistics(of: .metrics).successes == 1)
    }
  }

  @Test(arguments: [429, 502, 503, 504]) func `what may pass is tried again after a second, then after two`(
    status: Int
  ) async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.error(status), .error(status))
      let outcome = try await Self.exporting(test) {
        for delay in [1, 2] {
          try await eventually { test.clock.sleeps == [.seconds(delay)] }
          test.clock.advance(by: .seconds(delay))
        }
      }
      #expect(outcome == .exported(rejected: 0))
      #expect(try await test.receiver.received().count == 3)
      #expect(test.reports.failures == [])
    }
  }

  /// Values of `Retry-After`, and the seconds they mean at noon.
  static let pauses = [
    ("7", 7), ("Wed, 25 Nov 2026 12:00:09 GMT", 9), ("soon", 1), ("", 1),
    ("99999999999999999999", 1),
  ]

  @Test(arguments: pauses) func `a receiver says when to come back`(value: String, seconds: Int) async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.error(503, "busy", ["Retry-After": value]))
      let outcome = try await Self.exporting(test) {
        try await eventually { test.clock.sleeps == [.seconds(seconds)] }
        test.clock.advance(by: .seconds(seconds))
      }
      #expect(outcome == .exported(rejected: 0))
    }
  }

  @Test(arguments: ["30", "Thu, 26 Nov 2026 12:00:00 GMT"])
  func `a receiver that wants too long a rest is not waited for`(value: String) async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.error(503, "busy", ["Retry-After": value]))
      #expect(try await test.exporter.export([Records.span()]) == .failed)
      #expect(test.reports.failures == [.status(503, message: "busy")])
    }
  }

  @Test func `after five attempts it is over`() async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.dropped, .dropped, .dropped, .dropped, .error(503, "tired"), .taken)
      let outcome = try await Self.exporting(test) {
        for delay in [1, 2, 4, 8] {
          try await eventually { test.clock.sleeps == [.seconds(delay)] }
          test.clock.advance(by: .seconds(delay))
        }
      }
      #expect(outcome == .failed)
      #expect(test.reports.failures == [.status(503, message: "tired")])
      #expect(try await test.receiver.received().count == 5)
    }
  }

  /// The limits of the system's clock are kept by the event loop.
  private static func inRealTime(
    _ answer: OTLPAnswer, _ body: (Exporting, ExportOutcome) async throws -> Void
  ) async throws {
    try await Exporting.run(inRealTime: true) {
      $0.retries.maximumAttempts = 1
      $0.traces.timeout = .milliseconds(200)
    } _: { test in
      try await test.receiver.answer(answer)
      try await body(test, try await test.exporter.export([Records.span()]))
    }
  }

  @Test func `who does not answer in real time has not answered`() async throws {
    try await Self.inRealTime(.nothing) { test, outcome in
      #expect(outcome == .failed && test.reports.failures == [.timeout])
    }
  }

  @Test func `an answer that begins well and does not end is not asked for twice`() async throws {
    try await Self.inRealTime(.stalled) { test, outcome in
      let received = try await test.receiver.received()
      #expect(outcome == .exported(rejected: 0) && received.count == 1)
    }
  }

  @Test func `after thirty seconds it is over`() async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.nothing, .nothing, .nothing)
      let outcome = try await Self.exporting(test) {
        // Two requests run into their own limit; of the third one's, the budget leaves seven seconds.
        for (limit, delay) in [(10, 1), (10, 2)] {
          try await eventually { test.clock.sleeps == [.seconds(limit)] }
          test.clock.advance(by: .seconds(limit))
          try await eventually { test.clock.sleeps == [.seconds(delay)] }
          test.clock.advance(by: .seconds(delay))
        }
        try await eventually { test.clock.sleeps == [.seconds(7)] }
        test.clock.advance(by: .seconds(7))
      }
      #expect(outcome == .failed)
      #expect(test.reports.failures == [.timeout])
    }
  }

  @Test(arguments: [400, 401, 404, 413, 500, 501]) func `what will not pass fails at once`(status: Int) async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.error(status, "never"))
      #expect(try await test.exporter.export([Records.span()]) == .failed)
      #expect(test.reports.failures == [.status(status, message: "never")])
      #expect(try await test.receiver.received().count == 1)
    }
  }

  @Test func `redirects are not followed`() async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.error(307, "", ["Location": "\(test.receiver.url)/v1/traces"]))
      #expect(try await test.exporter.export([Records.span()]) == .failed)
      #expect(test.reports.failures == [.status(307, message: "")])
      #expect(try await test.receiver.received().count == 1)
    }
  }

  @Test func `an answer that cannot be read, or is too large to be, is a success`() async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(
        .rejected(1, String(repeating: "x", count: 100_000)), .noise(100), .text(200, "thank you"))
      for _ in 0..<3 { #expect(try await test.exporter.export([Records.span()]) == .exported(rejected: 0)) }
      #expect(test.reports.failures == [.unreadableAnswer, .unreadableAnswer])
    }
  }

  @Test func `a status counts even when the rest of the answer is lost`() async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.broken(200), .broken(400))
      #expect(try await test.exporter.export([Records.span()]) == .exported(rejected: 0))
      #expect(try await test.exporter.export([Records.span()]) == .failed)
      #expect(test.reports.failures == [.status(400, message: "")])
      #expect(try await test.receiver.received().count == 2)
    }
  }

  @Test func `nobody at the other end is a refused connection`() async throws {
    let free = try await OTLPReceiver.run { $0.url }
    try await Exporting.run {
      $0.traces.url = "\(free)/v1/traces"
    } _: { test in
      let outcome = try await Self.exporting(test) {
        for delay in [1, 2, 4, 8] {
          try await eventually { test.clock.sleeps == [.seconds(delay)] }
          test.clock.advance(by: .seconds(delay))
        }
      }
      #expect(outcome == .failed)
      #expect(test.reports.failures == [.connection("refused")])
    }
  }

  @Test(arguments: ["", "no url", "ftp://127.0.0.1/"]) func `no URL of a server fails at once`(url: String) async throws
  {
    try await Exporting.run {
      $0.traces.url = url
    } _: { test in
      let spans = [try Records.span()]
      #expect(await test.exporter.export(spans) == .failed)
      #expect(test.reports.failures == [.invalidRequest("no URL of a server")])
    }
  }

  @Test func `a header that HTTP forbids fails at once, and is not told on`() async throws {
    try await Exporting.run {
      $0.traces.headers = [("X-Key", "s3cr3t\r\nX-Other: 1")]
    } _: { test in
      let spans = [try Records.span()]
      #expect(await test.exporter.export(spans) == .failed)
      #expect(test.reports.failures == [.invalidRequest("a header that HTTP forbids")])
    }
  }

  @Test func `a cancelled export fails without a further attempt`() async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.nothing)
      let spans = [try Records.span()]
      let task = Task { await test.exporter.export(spans) }
      _ = try await test.receiver.received(atLeast: 1)
      task.cancel()
      #expect(await task.value == .failed)
      #expect(test.reports.failures == [.cancelled])
    }
  }
}
