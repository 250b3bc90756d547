import NIOCore
import Testing

@testable import HTTPEdge

/// How one connection takes the news that the server is going away.
@Suite(.timeLimit(.minutes(1)))
struct DrainTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test func `an idle connection is left open for a moment, and then ended`() async throws {
    let connection = try await TestConnection()
    try await connection.send(Self.get)
    _ = try await connection.received()
    try await connection.drain()
    await connection.advance(by: .milliseconds(199))
    #expect(try await !connection.isOutputClosed)
    await connection.advance(by: .milliseconds(1))
    #expect(try await connection.isOutputClosed)
    #expect(try await connection.received().isEmpty)
    try await connection.endInput()
    #expect(!connection.isOpen)
  }

  @Test func `a request that was on its way is answered, and is the last one`() async throws {
    let connection = try await TestConnection()
    try await connection.drain()
    await connection.advance(by: .milliseconds(100))
    try await connection.send(Self.get + Self.get)
    let responses = try await connection.received()
    #expect(responses.outcomes == ["GET /"])
    #expect(responses.map(\.endsConnection) == [true])
    #expect(try await connection.isOutputClosed)
  }

  @Test func `after an announcement every response is the last, and silence is not disturbed`() async throws {
    let connection = try await TestConnection(limits: ServerLimits())
    try await connection.say(.announced)
    await connection.advance(by: .seconds(5))
    #expect(try await !connection.isOutputClosed)
    try await connection.send(Self.get)
    #expect(try await connection.received().map(\.endsConnection) == [true])
    #expect(try await connection.isOutputClosed)
  }

  @Test func `what was said cannot be taken back`() async throws {
    let connection = try await TestConnection()
    try await connection.drain()
    try await connection.say(.announced)
    await connection.advance(by: .milliseconds(200))
    #expect(try await connection.isOutputClosed)
  }

  @Test func `a request that is arriving may arrive`() async throws {
    let connection = try await TestConnection()
    try await connection.send("GET / HT")
    try await connection.drain()
    await connection.advance(by: .seconds(5))
    try await connection.send("TP/1.1\r\nHost: a\r\n\r\n")
    let responses = try await connection.received()
    #expect(responses.outcomes == ["GET /"])
    #expect(responses.map(\.endsConnection) == [true])
  }

  @Test func `a pending reply is delivered, and is the last one`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work))
    try await connection.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get)
    try await connection.drain()
    await connection.advance(by: .seconds(5))
    work.finish()
    let responses = try await connection.nextResponses()
    #expect(responses.outcomes == ["GET /wait"])
    #expect(responses.map(\.endsConnection) == [true])
  }

  @Test func `a client that reads late gets its response before the connection ends`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work))
    try await connection.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
    try await connection.stall()
    work.finish()
    #expect(await work.waitFor(.finished))
    try await connection.drain()
    await connection.advance(by: .seconds(5))
    try await connection.resume()
    #expect(try await connection.nextResponses().outcomes == ["GET /wait"])
    await connection.advance(by: .seconds(1))
    #expect(try await connection.isOutputClosed)
  }
}
