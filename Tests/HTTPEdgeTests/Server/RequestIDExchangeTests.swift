import HTTPEdge
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

  @Test func `a refusal has an id too`() async throws {
    let connection = try await TestConnection()
    try await connection.send("\u{0}")
    #expect(try await connection.received().compactMap { $0["X-Request-Id"]?.utf8.count } == [36])
  }

  @Test func `a head may go without`() async throws {
    let connection = try await TestConnection(
      ScriptedResponder { _ in .ready(Response(ResponseHead(.ok, fields: .empty, carriesRequestID: false))) })
    try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try await connection.received().map { $0["X-Request-Id"] } == [nil])
  }
}
