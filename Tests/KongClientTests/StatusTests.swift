import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Status of the answer` {
  static let statuses: [(status: Int, conclusion: Conclusion)] = [
    (200, .signs("key-1")), (201, .signs("key-1")), (299, .signs("key-1")),
    (300, .status(300)), (304, .status(304)), (399, .status(399)),
    (400, .status(400)), (401, .fails(.unavailable(.unauthorized(401)))), (402, .status(402)),
    (403, .fails(.unavailable(.unauthorized(403)))), (404, .notFound), (405, .status(405)), (406, .status(406)),
    (408, .status(408)), (409, .status(409)), (410, .status(410)), (415, .status(415)), (418, .status(418)),
    (429, .status(429, retryAfter: 1)), (431, .status(431)), (499, .status(499)), (500, .status(500)),
    (501, .status(501)),
    (502, .status(502)), (503, .status(503)), (504, .status(504)), (599, .status(599)), (999, .status(999)),
  ]

  @Test(arguments: statuses)
  func `decides, whatever the body says`(status: Int, conclusion: Conclusion) async throws {
    try await withKong { _, _ in
      status == 304
        ? .answer(ScriptedServer.Turn.head(304, [])) : .json(page(credential()), status: status)
    } _: { _, client in
      #expect(await client.conclude() == conclusion)
    }
  }

  @Test func `without content is no list`() async throws {
    try await withKong { _, _ in
      .answer(ScriptedServer.Turn.head(204, []))
    } _: { _, client in
      #expect(await client.conclude() == .invalid("not JSON"))
    }
  }

  @Test(arguments: ["<html>Not Found</html>", "", String(repeating: "x", count: 3 << 20)])
  func `not found needs no particular body`(body: String) async throws {
    try await withKong { _, _ in
      .json(body, status: 404)
    } _: { _, client in
      #expect(await client.conclude() == .notFound)
    }
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `elsewhere is not followed`(status: Int) async throws {
    try await withKong { _, number in
      number == 1
        ? .json("", status: status, headers: ["Location: /consumers/bob/jwt"]) : .json(page(credential()))
    } _: { server, client in
      #expect(await client.conclude() == .status(status))
      #expect(server.requests.count == 1)
    }
  }

  @Test(arguments: [
    (429, "7", 7), (503, "0", 0), (503, "120", 120), (500, "5", 5), (503, "Sun, 06 Nov 1994 08:49:37 GMT", 0),
    (503, "soon", nil), (503, "-1", nil), (503, "1.5", nil), (503, "", nil), (503, "99999999999999999999", nil),
    (503, "7200", 7200), (429, "301", 300), (429, "0", 1), (429, "soon", 1), (429, "99999999999999999999", 1),
    (429, "Fri, 31 Dec 9999 23:59:59 GMT", 300), (429, "Sun, 06 Nov 1994 08:49:37 GMT", 1),
  ])
  func `comes with what Retry-After asks for`(status: Int, value: String, seconds: Int?) async throws {
    try await withKong { _, _ in
      .json("", status: status, headers: ["Retry-After: \(value)"])
    } _: { _, client in
      #expect(await client.conclude() == .status(status, retryAfter: seconds))
    }
  }
}
