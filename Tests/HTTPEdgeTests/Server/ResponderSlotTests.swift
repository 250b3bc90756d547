import HTTPEdge
import Testing

/// Exchanging what answers, while connections are open.
@Suite(.timeLimit(.minutes(1))) struct ResponderSlotTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  /// A responder that says its name, to faults as well.
  private struct Named: Responder {
    let name: String

    func respond(to request: Request) -> Reply { .ready(response) }

    func response(to fault: HTTPFault, id: RequestID) -> Response { response }

    private var response: Response {
      Response(ResponseHead(.ok, fields: .empty), fields: HeaderBlock([("Echo", name)]), body: Array(name.utf8))
    }
  }

  @Test func `the next request on an open connection sees the new responder`() async throws {
    let slot = ResponderSlot(Named(name: "one"))
    let connection = try await TestConnection(slot: slot)
    try await connection.send(Self.get)
    #expect(try await connection.received().outcomes == ["one"])
    slot.replace(with: Named(name: "two"))
    try await connection.send(Self.get + Self.get)
    #expect(try await connection.received().outcomes == ["two", "two"])
    slot.replace(with: Named(name: "three"))
    try await connection.send("nonsense\r\n\r\n")
    #expect(try await connection.received().outcomes == ["three"])
  }

  @Test func `a request that waits is answered by the one that took it`() async throws {
    let work = PendingWork()
    let slot = ResponderSlot(ScriptedResponder { work.reply(to: $0) })
    let connection = try await TestConnection(slot: slot)
    try await connection.send(Self.get)
    slot.replace(with: Named(name: "two"))
    work.finish()
    #expect(try await connection.nextResponses().outcomes == ["GET /"])
    try await connection.send(Self.get)
    #expect(try await connection.received().outcomes == ["two"])
  }
}
