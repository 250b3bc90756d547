import OTLPTestSupport
import Synchronization
import Telemetry
import Testing

@Suite(.timeLimit(.minutes(2))) struct `Reports of exports` {
  @Test func `secrets that a receiver repeats are not told on`() async throws {
    try await Exporting.run {
      $0.traces.headers = [("Authorization", "Bearer s3cr3t-token"), ("X-Keys", "first=alpha1,second=beta22")]
    } _: { test in
      try await test.receiver.answer(
        .text(401, "Bearer s3cr3t-token is unknown"), .error(400, "s3cr3t-token, beta22"),
        .rejected(1, "for alpha1"))
      for _ in 0..<3 { _ = try await test.exporter.export([Records.span()]) }
      #expect(
        test.reports.failures == [
          .status(401, message: "*** is unknown"), .status(400, message: "***, ***"),
          .partialSuccess(rejected: 1, message: "for ***"),
        ])
      let told = "\(test.reports.failures) \(test.exporter.statistics(of: .traces))"
      for secret in ["s3cr3t", "alpha1", "beta22"] { #expect(!told.contains(secret)) }
    }
  }

  @Test func `a name and a password in the URL are not told on`() async throws {
    try await Exporting.run {
      $0.traces.url = $0.traces.url.replacing("//", with: "//user:passw0rd@") + "/nowhere"
    } _: { test in
      let outcome = await test.exporter.export([try Records.span()])
      #expect(outcome == .failed)
      #expect(test.reports.failures == [.status(404, message: "")])
      #expect(!"\(test.exporter.statistics(of: .traces))".contains("passw0rd"))
    }
  }

  @Test func `what a receiver says is short, and has no lines and no control characters`() async throws {
    try await Exporting.run { test in
      let page = "<html>\r\n\u{1B}[2J\u{202E}" + String(repeating: "é", count: 70_000)
      try await test.receiver.answer(.text(500, page))
      #expect(try await test.exporter.export([Records.span()]) == .failed)
      let report = try #require(test.reports.failures.first)
      #expect(report == .status(500, message: "<html> [2J " + String(repeating: "é", count: 189)))
      #expect("\(report)".hasPrefix("HTTP 500: <html> [2J é"))
    }
  }

  @Test func `statistics tell how it went, and the last ten errors with their times`() async throws {
    try await Exporting.run { test in
      #expect(try await test.exporter.export([Records.span()]) == .exported(rejected: 0))
      for number in 1...12 {
        try await test.receiver.answer(.error(400, "error \(number)"))
        #expect(try await test.exporter.export([Records.span()]) == .failed)
      }
      try await test.receiver.answer(.rejected(1, "error 13"))
      #expect(try await test.exporter.export([Records.span()]) == .exported(rejected: 1))

      var expected = ExportStatistics()
      (expected.attempts, expected.successes, expected.failures) = (14, 2, 12)
      (expected.rejected, expected.dropped) = (1, 42)
      (expected.lastExport, expected.lastSuccess, expected.lastFailure) = (Exporting.now, Exporting.now, Exporting.now)
      expected.lastDuration = .zero
      expected.errors =
        (4...12).map { _ in "2026-11-25T12:00:00.000Z: HTTP 400" } + ["2026-11-25T12:00:00.000Z: 1 rejected"]
      #expect(test.exporter.statistics(of: .traces, dropped: 42) == expected)
      #expect(test.exporter.statistics(of: .logs) == ExportStatistics())
    }
  }

  /// A gate that a test opens and closes, and what it has heard.
  private final class Gate: Sendable {
    private let state = Mutex((isOpen: true, heard: [String]()))

    var heard: [String] { state.withLock { $0.heard } }

    func close() { state.withLock { $0.isOpen = false } }

    var gate: ExportGate {
      ExportGate {
        self.state.withLock { $0.isOpen }
      } recordSuccess: {
        self.state.withLock { $0.heard.append("success") }
      } recordFailure: {
        self.state.withLock { $0.heard.append("failure") }
      }
    }
  }

  @Test func `a gate hears of every export once, and when it is closed nothing is sent`() async throws {
    let gate = Gate()
    try await Exporting.run(gates: [.traces: gate.gate]) { test in
      try await test.receiver.answer(.error(400), .rejected(1, ""))
      #expect(try await test.exporter.export([Records.span()]) == .failed)
      #expect(try await test.exporter.export([Records.span()]) == .exported(rejected: 1))
      #expect(gate.heard == ["failure", "success"])
      gate.close()
      #expect(try await test.exporter.export([Records.span()]) == .refused)
      #expect(try await test.exporter.export(Records.logs()) == .exported(rejected: 0))
      #expect(gate.heard == ["failure", "success"])
      #expect(try await test.receiver.received("traces").count == 2)
      #expect(test.exporter.statistics(of: .traces).attempts == 2)
      #expect(test.reports.failures.count == 2)
    }
  }
}
