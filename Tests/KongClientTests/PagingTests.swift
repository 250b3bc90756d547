import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Paging` {
  @Test func `that never ends is broken off`() async throws {
    try await withKong { _, number in
      .json(page(credential(), next: "o\(number)"))
    } configure: {
      $0.maximumPages = 7
    } _: { server, client in
      #expect(await client.conclude() == .invalid("too many pages"))
      #expect(server.requests.count == 7)
    }
  }

  @Test func `may need as many pages as are allowed`() async throws {
    try await withKong { _, number in
      .json(page(credential(key: "\"k\(number)\""), next: number < 7 ? "o\(number)" : nil))
    } configure: {
      $0.maximumPages = 7
    } _: { server, client in
      #expect(await client.conclude() == .signs("k1", all: (1...7).map { "k\($0)" }))
    }
  }

  @Test func `that leads in a circle is broken off`() async throws {
    try await withKong { _, number in
      .json(page(credential(), next: ["a", "b", "c", "a"][(number - 1) % 4]))
    } _: { server, client in
      #expect(await client.conclude() == .invalid("pages that lead in a circle"))
      #expect(server.requests.count == 4)
    }
  }

  @Test(arguments: ["http://127.0.0.1:1/evil?offset=o", "//evil.example/x", "/other/path?offset=zzz"])
  func `stays with the consumer and the host, wherever next leads`(next: String) async throws {
    let first = #"{"next":"\#(next)","offset":"o","data":[]}"#
    try await withKong({ _, number in .json(number == 1 ? first : page(credential())) }, basePath: "/base") {
      server, client in
      #expect(await client.conclude() == .signs("key-1"))
      #expect(
        server.requests.map(\.target) == ["/base/consumers/\(aliceID)/jwt", "/base/consumers/\(aliceID)/jwt?offset=o"])
    }
  }

  @Test(arguments: [
    ("WyI0OTJl", "WyI0OTJl"), ("a+b/c=", "a%2Bb%2Fc%3D"), ("a&size=1", "a%26size%3D1"), ("a#b", "a%23b"),
    ("a b", "a%20b"), ("%41", "%2541"), ("ü", "%C3%BC"), (#"a\r\nX: y"#, "a%0D%0AX%3A%20y"), ("..", "%2E%2E"),
  ])
  func `encodes the offset that Kong gave`(offset: String, encoded: String) async throws {
    let first = #"{"next":"/x","offset":"\#(offset)","data":[]}"#
    try await withKong { _, number in
      .json(number == 1 ? first : page())
    } _: { server, client in
      #expect(await client.conclude() == .notFound)
      #expect(
        server.requests.map(\.target) == ["/consumers/\(aliceID)/jwt", "/consumers/\(aliceID)/jwt?offset=\(encoded)"])
    }
  }

  static let secondAnswers: [(turn: ScriptedServer.Turn, conclusion: Conclusion)] = [
    (.json("", status: 404), .notFound),
    (.json("", status: 500), .status(500)),
    (.json("", status: 401), .fails(.unavailable(.unauthorized(401)))),
    (.json("no JSON"), .invalid("not JSON")),
    (.json(page(credential(consumer: #"{"id":"bob"}"#))), .fails(.wrongConsumer)),
    (.close, .connection("closed before the answer was complete")),
  ]

  @Test(arguments: secondAnswers)
  func `that fails half-way gives nothing`(turn: ScriptedServer.Turn, conclusion: Conclusion) async throws {
    try await withKong { _, number in
      number == 1 ? .json(page(credential(), next: "o")) : turn
    } _: { _, client in
      #expect(await client.conclude() == conclusion)
    }
  }
}
