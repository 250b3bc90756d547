import NIOCore
import Testing

@testable import HTTPEdge

/// Responses that go on, as one client sees them.
@Suite(.timeLimit(.minutes(1))) struct StreamTests {
  private static let get = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n"
  private static let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"

  private let work = StreamedWork()

  private func connect(
    limits: ServerLimits = ServerLimits(), observer: (any ExchangeObserver)? = nil
  ) async throws -> TestConnection {
    try await TestConnection(ScriptedResponder(streaming: work), limits: limits, observer: observer)
  }

  /// The lines of a head, but for the ones that are never the same.
  private static func lines(_ text: String) -> [String] {
    text.split(separator: Character("\r\n"), omittingEmptySubsequences: false).map(String.init).filter {
      !$0.hasPrefix("Date:") && !$0.hasPrefix("X-Request-Id:")
    }
  }

  @Test func `the head goes out at once, every piece as one chunk, and the end as the last chunk`() async throws {
    let connection = try await connect()
    try await connection.send(Self.get)
    #expect(
      try await Self.lines(connection.receivedText()) == [
        "HTTP/1.1 200 OK", "Echo: stream", "Transfer-Encoding: chunked", "", "",
      ])
    #expect(await work.waitFor(.opened))
    work.send("0123456789abcdef")
    #expect(try await connection.nextText() == "10\r\n0123456789abcdef\r\n")
    work.send("b")
    #expect(try await connection.nextText() == "1\r\nb\r\n")
    work.finish()
    #expect(try await connection.nextText() == "0\r\n\r\n")
    try await connection.send(Self.next)
    #expect(try await connection.received().outcomes == ["GET /next"])
  }

  @Test func `for HTTP 1.0 the end of the connection is the end of the content`() async throws {
    let ends = ExchangeEnds()
    let connection = try await connect(observer: ends)
    try await connection.send("GET /stream HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
    #expect(
      try await Self.lines(connection.receivedText()) == [
        "HTTP/1.1 200 OK", "Echo: stream", "Connection: close", "", "",
      ])
    #expect(await work.waitFor(.opened))
    work.send("piece")
    #expect(try await connection.nextText() == "piece")
    work.finish()
    await ends.next()
    #expect(try await connection.isOutputClosed)
  }

  @Test(arguments: ["HTTP/1.1", "HTTP/1.0"])
  func `HEAD gets the head alone, and nothing is opened`(version: String) async throws {
    let journal = ExchangeObserverTests.Journal()
    let connection = try await connect(observer: journal)
    try await connection.send("HEAD /stream \(version)\r\nHost: a\r\n\r\n")
    let text = try await connection.receivedText()
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\nEcho: stream\r\n") && text.hasSuffix("\r\n\r\n"))
    #expect(text.contains("Transfer-Encoding: chunked") == (version == "HTTP/1.1"))
    #expect(journal.all == ["began /stream", "ended /stream 200 0 0ms"])
    guard version == "HTTP/1.1" else { return }
    try await connection.send(Self.next)
    #expect(try await connection.received().outcomes == ["GET /next"])
  }

  @Test func `a pipelined request waits for the end`() async throws {
    let connection = try await connect()
    try await connection.send(Self.get + Self.next)
    #expect(await work.waitFor(.opened))
    work.send("a")
    #expect(try await connection.receivedText().contains("GET /next") == false)
    work.finish()
    var text = ""
    while !text.contains("GET /next") { text += try await connection.nextText() }
    #expect(text.contains("\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n") || text.hasPrefix("0\r\n\r\nHTTP/1.1 200 OK\r\n"))
    #expect(text.hasSuffix("\r\n\r\nGET /next"))
  }

  @Test func `no time limit of handlers or of idle connections ends it`() async throws {
    var limits = ServerLimits()
    limits.handlerTimeout = .seconds(1)
    limits.idleTimeout = .seconds(1)
    let connection = try await connect(limits: limits)
    try await connection.send(Self.get)
    _ = try await connection.receivedText()
    #expect(await work.waitFor(.opened))
    await connection.advance(by: .hours(1))
    #expect(connection.isOpen)
    work.send("still here")
    #expect(try await connection.nextText() == "a\r\nstill here\r\n")
  }

  @Test func `who hangs up ends the work, and has had an answer`() async throws {
    let journal = ExchangeObserverTests.Journal()
    let connection = try await connect(observer: journal)
    try await connection.send(Self.get)
    _ = try await connection.receivedText()
    #expect(await work.waitFor(.opened))
    work.send("12345")
    _ = try await connection.nextText()
    await connection.advance(by: .milliseconds(40))
    try await connection.reset()
    #expect(await work.waitFor(.ended))
    #expect(journal.all == ["began /stream", "ended /stream 200 5 40ms"])
  }

  @Test func `who ends its side is taken to be gone`() async throws {
    let journal = ExchangeObserverTests.Journal()
    let connection = try await connect(observer: journal)
    try await connection.send(Self.get)
    _ = try await connection.receivedText()
    #expect(await work.waitFor(.opened))
    try await connection.endInput()
    #expect(await work.waitFor(.ended))
    #expect(try await connection.receivedText() == "0\r\n\r\n")
    #expect(journal.all == ["began /stream", "ended /stream 200 0 0ms"])
  }

  @Test(arguments: [Farewell.announced, .draining(patience: .milliseconds(200))])
  func `a server that is about to go ends it at once, and the connection with it`(farewell: Farewell) async throws {
    let journal = ExchangeObserverTests.Journal()
    let connection = try await connect(observer: journal)
    try await connection.send(Self.get + Self.next)
    _ = try await connection.receivedText()
    #expect(await work.waitFor(.opened))
    try await connection.say(farewell)
    #expect(try await connection.receivedText() == "0\r\n\r\n")
    #expect(try await connection.isOutputClosed)
    #expect(await work.waitFor(.ended))
    #expect(journal.all == ["began /stream", "ended /stream 200 0 0ms"])
  }

  @Test func `what begins afterwards ends at once`() async throws {
    let connection = try await connect()
    try await connection.say(.announced)
    try await connection.send(Self.get)
    let text = try await connection.receivedText()
    #expect(
      Self.lines(text) == [
        "HTTP/1.1 200 OK", "Echo: stream", "Transfer-Encoding: chunked", "Connection: close", "", "0", "", "",
      ])
    #expect(try await connection.isOutputClosed)
  }
}
