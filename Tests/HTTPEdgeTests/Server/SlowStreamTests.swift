import NIOCore
import Testing

@testable import HTTPEdge

/// Responses that go on while their client does not read.
@Suite(.timeLimit(.minutes(1))) struct SlowStreamTests {
  private static let get = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n"

  private let work = StreamedWork()

  private func connect(
    idleTimeout: TimeAmount = .seconds(30), observer: (any ExchangeObserver)? = nil
  ) async throws -> TestConnection {
    var limits = ServerLimits()
    limits.idleTimeout = idleTimeout
    let connection = try await TestConnection(
      ScriptedResponder(streaming: work), limits: limits, observer: observer)
    try await connection.send(Self.get)
    _ = try await connection.receivedText()
    #expect(await work.waitFor(.opened))
    return connection
  }

  /// Yields a piece that the connection takes over and cannot send.
  private func block(_ connection: TestConnection) async throws {
    try await connection.stall()
    work.send("first")
    while try await connection.unsentBytes == 0 { await Task.yield() }
  }

  @Test func `pieces that it has no room for are skipped, and it goes on with the newest`() async throws {
    let connection = try await connect()
    try await block(connection)
    let unsent = try await connection.unsentBytes
    for number in 1...1000 { work.send("\(number)") }
    #expect(try await connection.unsentBytes == unsent)
    try await connection.resume()
    var text = ""
    while !text.hasSuffix("1000\r\n") { text += try await connection.nextText() }
    #expect(text == "5\r\nfirst\r\n4\r\n1000\r\n")
  }

  @Test func `who takes nothing for too long is cut off`() async throws {
    let journal = ExchangeObserverTests.Journal()
    let connection = try await connect(idleTimeout: .seconds(2), observer: journal)
    try await block(connection)
    await connection.advance(by: .milliseconds(1999))
    #expect(connection.isOpen)
    await connection.advance(by: .milliseconds(1))
    #expect(!connection.isOpen)
    #expect(await work.waitFor(.ended))
    #expect(journal.all.last == "ended /stream 200 5 2000ms" && journal.all.count == 2)
  }

  @Test func `who takes something in time is not`() async throws {
    let connection = try await connect(idleTimeout: .seconds(2))
    try await block(connection)
    await connection.advance(by: .seconds(1))
    try await connection.resume()
    await connection.advance(by: .seconds(5))
    #expect(connection.isOpen)
  }

  @Test func `who is behind does not hold the end of the server up`() async throws {
    let connection = try await connect()
    try await block(connection)
    try await connection.say(.draining(patience: .milliseconds(200)))
    #expect(!connection.isOpen)
    #expect(await work.waitFor(.ended))
  }
}
