import HTTPEdge
import NIOCore
import Testing

/// What happens when nothing happens.
@Suite(.timeLimit(.minutes(1)))
struct DeadlineTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
  private static let limits: ServerLimits = {
    var limits = ServerLimits()
    limits.requestReadTimeout = .seconds(10)
    limits.idleTimeout = .seconds(30)
    limits.handlerTimeout = .seconds(20)
    return limits
  }()

  @Test func `a head that arrives drop by drop is refused with 408`() async throws {
    let connection = try await TestConnection(limits: Self.limits)
    for byte in "GET / HTT".map(String.init) {
      try await connection.send(byte)
      await connection.advance(by: .seconds(1))
    }
    #expect(try await connection.received().isEmpty)
    await connection.advance(by: .milliseconds(999))
    #expect(try await connection.received().isEmpty)
    await connection.advance(by: .milliseconds(1))
    #expect(try await connection.received().outcomes == ["408"])
    #expect(try await connection.isOutputClosed)
  }

  @Test func `content that arrives drop by drop is refused with 408`() async throws {
    let connection = try await TestConnection(limits: Self.limits)
    try await connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
    for _ in 0..<9 {
      await connection.advance(by: .seconds(1))
      try await connection.send("a")
    }
    #expect(try await connection.received().isEmpty)
    await connection.advance(by: .seconds(1))
    #expect(try await connection.received().outcomes == ["408"])
  }

  @Test func `each request has its own time to arrive`() async throws {
    let connection = try await TestConnection(limits: Self.limits)
    for _ in 0..<5 {
      try await connection.send("GET / HTTP/1.1\r\n")
      await connection.advance(by: .seconds(9))
      try await connection.send("Host: a\r\n\r\n")
      #expect(try await connection.received().outcomes == ["GET /"])
    }
  }

  @Test func `the next request does not inherit the time of the one before it in the same read`() async throws {
    let connection = try await TestConnection(limits: Self.limits)
    try await connection.send("GET / HTTP/1.1\r\n")
    await connection.advance(by: .seconds(9))
    try await connection.send("Host: a\r\n\r\nGET /2 HTTP/1.1\r\n")
    await connection.advance(by: .seconds(9))
    try await connection.send("Host: a\r\n\r\n")
    #expect(try await connection.received().outcomes == ["GET /", "GET /2"])
  }

  @Test func `a connection without a request is closed without a word`() async throws {
    let connection = try await TestConnection(limits: Self.limits)
    await connection.advance(by: .milliseconds(29_999))
    #expect(connection.isOpen)
    await connection.advance(by: .milliseconds(1))
    #expect(!connection.isOpen)
    #expect(try await connection.received().isEmpty)
  }

  @Test func `a request starts the idle time anew`() async throws {
    let connection = try await TestConnection(limits: Self.limits)
    await connection.advance(by: .seconds(29))
    try await connection.send(Self.get)
    await connection.advance(by: .seconds(29))
    #expect(connection.isOpen)
    await connection.advance(by: .seconds(1))
    #expect(!connection.isOpen)
  }

  @Test func `work that takes too long is answered with 503 and cancelled, and the connection lives on`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work), limits: Self.limits)
    try await connection.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
    await connection.advance(by: .milliseconds(19_999))
    #expect(try await connection.received().isEmpty)
    await connection.advance(by: .milliseconds(1))
    let responses = try await connection.received()
    #expect(responses.outcomes == ["503"])
    #expect(try #require(responses.first).endsConnection == false)
    #expect(await work.waitFor(.cancelled))
    try await connection.send(Self.get)
    #expect(try await connection.received().outcomes == ["GET /"])
  }

  @Test func `an answer that comes after its time is up is forgotten`() async throws {
    let (late, early) = (PendingWork(), PendingWork())
    let connection = try await TestConnection(
      ScriptedResponder { $0.path == "/late" ? late.reply(to: $0) : early.reply(to: $0) }, limits: Self.limits)
    try await connection.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\nGET /early HTTP/1.1\r\nHost: a\r\n\r\n")
    await connection.advance(by: .seconds(20))
    #expect(try await connection.received().outcomes == ["503"])
    #expect(await late.waitFor(.cancelled))
    early.finish()
    #expect(try await connection.nextResponses().outcomes == ["GET /early"])
  }

  @Test func `a client that sends slowly while its reply is pending is not timed out`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work), limits: Self.limits)
    try await connection.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\nGET / H")
    await connection.advance(by: .seconds(15))
    work.finish()
    #expect(try await connection.nextResponses().outcomes == ["GET /wait"])
    await connection.advance(by: .milliseconds(9_999))
    try await connection.send("TTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try await connection.received().outcomes == ["GET /"])
  }

  @Test func `a client that does not take its responses is cut off after the idle time`() async throws {
    let connection = try await TestConnection(limits: Self.limits)
    try await connection.stall()
    try await connection.send(Self.get)
    await connection.advance(by: .seconds(31))
    #expect(!connection.isOpen)
  }

  @Test func `the time to send a request stands still while the client does not take its responses`() async throws {
    let connection = try await TestConnection(limits: Self.limits)
    try await connection.send("GET / HTTP/1.1\r\n")
    try await connection.stall()
    await connection.advance(by: .seconds(9))
    try await connection.send("Host: a\r\n\r\nGET /2 HT")
    await connection.advance(by: .seconds(20))
    #expect(connection.isOpen)
    try await connection.resume()
    await connection.advance(by: .seconds(9))
    try await connection.send("TP/1.1\r\nHost: a\r\n\r\n")
    #expect(try await connection.received().outcomes == ["GET /", "GET /2"])
  }

  @Test func `an empty line is the start of a request`() async throws {
    let connection = try await TestConnection(limits: Self.limits)
    try await connection.send("\r\n")
    await connection.advance(by: .seconds(10))
    #expect(try await connection.received().outcomes == ["408"])
  }
}
