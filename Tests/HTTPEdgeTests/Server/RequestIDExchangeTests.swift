import HTTPEdge
import NIOCore
import Testing

/// The request id on its way through a connection.
@Suite(.timeLimit(.minutes(1)))
struct RequestIDExchangeTests {
  private func ids(_ fields: String...) async throws -> [String] {
    let connection = try await TestConnection()
    for field in fields { try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\(field)\r\n\r\n") }
    return try await connection.received().compactMap { $0["X-Request-Id"] }
  }

  @Test func `the id of the client comes back`() async throws {
    #expect(try await ids("x-request-id: abc-1") == ["abc-1"])
  }

  @Test(arguments: ["X: a", "X-Request-Id:", "X-Request-Id: a b", "X-Request-Id: a;b"])
  func `an id that is missing or not well-formed is replaced by a UUID`(field: String) async throws {
    let ids = try await ids(field, field)
    #expect(ids.map(\.utf8.count) == [36, 36])
    #expect(Set(ids).count == 2)
  }

  @Test(arguments: ["\u{0}", "GET / HTTP/1.1\r\nX-Request-Id: mine\r\nX : a\r\n\r\n"])
  func `a refusal without a complete head has an id of our own`(bytes: String) async throws {
    let connection = try await TestConnection()
    try await connection.send(bytes)
    #expect(try await connection.received().compactMap { $0["X-Request-Id"]?.utf8.count } == [36])
  }

  @Test(
    arguments: zip(
      [
        "Content-Length: 99999999999", "Content-Length: 1\r\nExpect: a", "Transfer-Encoding: chunked\r\n\r\nx",
        "Transfer-Encoding: gzip", "Content-Length: 1",
      ], ["413", "417", "400", "501", "408"]))
  func `a refusal of a request whose head is complete has the id of the client`(fields: String, status: String)
    async throws
  {
    let connection = try await TestConnection()
    try await connection.send("POST / HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\n\(fields)\r\n\r\n")
    await connection.advance(by: .seconds(10))
    let responses = try await connection.received()
    #expect(responses.outcomes == [status])
    #expect(responses.map { $0["X-Request-Id"] } == ["mine"])
  }

  @Test func `work that takes too long is answered with the id of the client`() async throws {
    let connection = try await TestConnection(ScriptedResponder(waitingFor: PendingWork()))
    try await connection.send("GET /wait HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\n\r\n")
    await connection.advance(by: .seconds(30))
    #expect(try await connection.received().map { $0["X-Request-Id"] } == ["mine"])
  }

  @Test func `a head may go without`() async throws {
    let connection = try await TestConnection(
      ScriptedResponder { _ in .ready(Response(ResponseHead(.ok, fields: .empty, carriesRequestID: false))) })
    try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try await connection.received().map { $0["X-Request-Id"] } == [nil])
  }
}
