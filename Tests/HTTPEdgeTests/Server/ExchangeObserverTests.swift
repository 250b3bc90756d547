import HTTPEdge
import NIOCore
import Synchronization
import Testing

/// Who hears of exchanges: every one, once.
@Suite(.timeLimit(.minutes(1))) struct ExchangeObserverTests {
  /// What was heard, as text.
  final class Journal: ExchangeObserver {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func began(_ request: inout Request) {
      lines.withLock { $0.append("began \(request.path)") }
    }

    func ended(_ request: Request, _ outcome: ExchangeOutcome) {
      lines.withLock { $0.append("ended \(request.path) \(Self.text(outcome))") }
    }

    func refused(_ request: inout Request?, _ outcome: ExchangeOutcome) {
      lines.withLock { $0.append("refused \(request?.path ?? "?") \(Self.text(outcome))") }
    }

    private static func text(_ outcome: ExchangeOutcome) -> String {
      let status = outcome.status.map { "\($0)" } ?? "left"
      return "\(status) \(outcome.bodyBytes) \(outcome.duration.nanoseconds / 1_000_000)ms"
    }
  }

  let journal = Journal()

  @Test func `a ready answer begins and ends at once`() async throws {
    let connection = try await TestConnection(observer: journal)
    try await connection.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nHEAD /b HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(journal.all == ["began /a", "ended /a 200 6 0ms", "began /b", "ended /b 200 7 0ms"])
  }

  @Test func `a pending answer ends when it is there`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work), observer: journal)
    try await connection.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(await work.waitFor(.started))
    await connection.advance(by: .milliseconds(30))
    #expect(journal.all == ["began /wait"])
    work.finish()
    #expect(try await connection.nextResponses().outcomes == ["GET /wait"])
    #expect(journal.all == ["began /wait", "ended /wait 200 9 30ms"])
  }

  @Test func `an answer that took too long ends once, as what the client got`() async throws {
    var limits = ServerLimits()
    limits.handlerTimeout = .seconds(2)
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work), limits: limits, observer: journal)
    try await connection.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(await work.waitFor(.started))
    await connection.advance(by: .seconds(2))
    #expect(await work.waitFor(.cancelled))
    #expect(journal.all.count == 2)
    #expect(journal.all.last?.hasPrefix("ended /wait 503 ") == true)
    #expect(journal.all.last?.hasSuffix(" 2000ms") == true)
  }

  @Test func `a client that left has no status`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work), observer: journal)
    try await connection.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(await work.waitFor(.started))
    try await connection.reset()
    #expect(await work.waitFor(.cancelled))
    #expect(journal.all == ["began /wait", "ended /wait left 0 0ms"])
  }

  @Test func `what is refused never begins, and is known as far as its head was`() async throws {
    let connection = try await TestConnection(observer: journal)
    try await connection.send("POST /big HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
    let other = try await TestConnection(observer: journal)
    try await other.send("nonsense\r\n\r\n")
    let words = journal.all.map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
    #expect(words == ["refused /big 413", "refused ? 400"])
  }
}
