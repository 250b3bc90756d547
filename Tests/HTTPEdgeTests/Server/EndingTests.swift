import HTTPEdge
import NIOCore
import Testing

/// How connections end, from either side.
@Suite(.timeLimit(.minutes(1)))
struct EndingTests {
  private static func get(_ path: String = "/", _ fields: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
  }

  @Test func `a client that hangs up cancels the work for it`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work))
    try await connection.send(Self.get("/wait"))
    #expect(await work.waitFor(.started))
    try await connection.reset()
    #expect(await work.waitFor(.cancelled))
    #expect(!connection.isOpen)
  }

  @Test func `a client that has ended its side still gets its pending reply`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work))
    try await connection.send(Self.get("/wait") + Self.get("/next"))
    try await connection.endInput()
    #expect(connection.isOpen)
    work.finish()
    #expect(try await connection.nextResponses().outcomes == ["GET /wait", "GET /next"])
    #expect(!connection.isOpen)
  }

  @Test func `a client that ends its side after a reply is let go`() async throws {
    let connection = try await TestConnection()
    try await connection.send(Self.get())
    try await connection.endInput()
    #expect(try await connection.received().outcomes == ["GET /"])
    #expect(!connection.isOpen)
  }

  @Test func `a client that ends its side in the middle of a request is let go`() async throws {
    let connection = try await TestConnection()
    try await connection.send("GET / HT")
    try await connection.endInput()
    #expect(!connection.isOpen)
  }

  @Test func `a client that has ended its side and reads late gets everything`() async throws {
    let connection = try await TestConnection()
    try await connection.stall()
    try await connection.send(Self.get("/1") + Self.get("/2"))
    try await connection.endInput()
    #expect(connection.isOpen)
    try await connection.resume()
    #expect(try await connection.received().outcomes == ["GET /1", "GET /2"])
    #expect(!connection.isOpen)
  }

  @Test(arguments: [false, true])
  func `the last response reaches a client that reads late`(endsItsSide: Bool) async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work))
    try await connection.send(Self.get("/wait", "Connection: close\r\n"))
    #expect(await work.waitFor(.started))
    try await connection.stall()
    if endsItsSide { try await connection.endInput() }
    work.finish()
    await connection.advance(by: .seconds(15))
    try await connection.resume()
    #expect(try await connection.nextResponses().outcomes == ["GET /wait"])
  }

  @Test func `our side is ended at once, and the connection a moment later`() async throws {
    let connection = try await TestConnection()
    try await connection.send(Self.get("/", "Connection: close\r\n"))
    #expect(try await connection.received().outcomes == ["GET /"])
    #expect(try await connection.isOutputClosed)
    await connection.advance(by: .milliseconds(999))
    #expect(connection.isOpen)
    await connection.advance(by: .milliseconds(1))
    #expect(!connection.isOpen)
  }

  @Test func `what a client sends after the last response is thrown away and buys no time`() async throws {
    let connection = try await TestConnection()
    try await connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n")
    #expect(try await connection.received().outcomes == ["413"])
    for _ in 0..<9 {
      await connection.advance(by: .milliseconds(100))
      try await connection.send(Self.get())
    }
    await connection.advance(by: .milliseconds(100))
    #expect(!connection.isOpen)
    #expect(try await connection.received().isEmpty)
  }

  @Test func `a client that closes after the last response ends the wait`() async throws {
    let connection = try await TestConnection()
    try await connection.send(Self.get("/", "Connection: close\r\n"))
    try await connection.endInput()
    #expect(!connection.isOpen)
  }

  @Test func `a response may end the connection by itself`() async throws {
    let connection = try await TestConnection(
      ScriptedResponder { _ in .ready(Response(ResponseHead(.ok, fields: .empty), closesConnection: true)) })
    try await connection.send(Self.get() + Self.get())
    let responses = try await connection.received()
    #expect(responses.count == 1)
    #expect(responses.map(\.endsConnection) == [true])
    #expect(try await connection.isOutputClosed)
  }

  @Test func `an HTTP-1.0 client that asks for it keeps its connection`() async throws {
    let connection = try await TestConnection()
    try await connection.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    #expect(try await connection.received().map { $0["Connection"] } == ["keep-alive"])
    #expect(try await !connection.isOutputClosed)
  }

  @Test func `a connection over the limit is told so and ended`() async throws {
    let connection = try await TestConnection(refusal: .tooManyConnections)
    let responses = try await connection.received()
    #expect(responses.outcomes == ["503"])
    #expect(responses.map(\.endsConnection) == [true])
    try await connection.send(Self.get())
    #expect(try await connection.received().isEmpty)
    await connection.advance(by: .seconds(1))
    #expect(!connection.isOpen)
  }

  @Test(arguments: [0, 1, 30, 1_000_000])
  func `an aborted response stops where it is told to`(length: Int) async throws {
    let connection = try await TestConnection(
      ScriptedResponder { request in
        var response = EchoResponder.response(to: request)
        if request.path == "/x" { response.delivery = .aborted(afterBytes: length) }
        return .ready(response)
      })
    try await connection.send(Self.get("/1"))
    let whole = try await connection.receivedText()
    try await connection.send(Self.get("/1") + Self.get("/x") + Self.get("/3"))
    let received = try await connection.receivedText()
    #expect(!connection.isOpen)
    #expect(received.utf8.count == whole.utf8.count + min(length, whole.utf8.count))
    #expect(!received.contains("/3"))
  }

  @Test(arguments: [
    "HEAD / HTTP/1.1\r\n\r\n", "HEAD / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
  ])
  func `a refused HEAD request gets no content`(request: String) async throws {
    let connection = try await TestConnection()
    try await connection.send(request)
    let text = try await connection.receivedText()
    #expect(text.hasPrefix("HTTP/1.1 4"))
    #expect(text.hasSuffix("\r\n\r\n"))
    #expect(!text.contains("Content-Length: 0"))
  }

  @Test func `a HEAD request that takes too long to arrive gets no content`() async throws {
    let connection = try await TestConnection()
    try await connection.send("HEAD / HTTP/1.1\r\n")
    await connection.advance(by: .seconds(10))
    let text = try await connection.receivedText()
    #expect(text.hasPrefix("HTTP/1.1 408 "))
    #expect(text.hasSuffix("\r\n\r\n"))
  }
}
