import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Consumer id on the wire` {
  static let segments: [(id: String, segment: String)] = [
    ("00000000-0000-4000-8000", "00000000-0000-4000-8000"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz"),
    ("0123456789", "0123456789"),
    ("-._~", "-._~"),
    ("a.b", "a.b"),
    (".", "%2E"),
    ("..", "%2E%2E"),
    ("...", "..."),
    (".hidden", ".hidden"),
    ("../jwts", "..%2Fjwts"),
    ("../jwts?x=", "..%2Fjwts%3Fx%3D"),
    ("a/../b", "a%2F..%2Fb"),
    ("/", "%2F"),
    ("//evil.example", "%2F%2Fevil.example"),
    ("a/b", "a%2Fb"),
    ("a\\b", "a%5Cb"),
    ("a b", "a%20b"),
    (" ", "%20"),
    ("a+b", "a%2Bb"),
    ("eve+x@example.com", "eve%2Bx%40example.com"),
    ("100%", "100%25"),
    ("%2F", "%252F"),
    ("%2e%2e", "%252e%252e"),
    ("%00", "%2500"),
    ("a?b", "a%3Fb"),
    ("a#b", "a%23b"),
    ("a&b=c", "a%26b%3Dc"),
    ("a;b,c", "a%3Bb%2Cc"),
    ("a:b", "a%3Ab"),
    ("!$'()*", "%21%24%27%28%29%2A"),
    ("[a]", "%5Ba%5D"),
    ("{a}|^`", "%7Ba%7D%7C%5E%60"),
    ("<\"a\">", "%3C%22a%22%3E"),
    ("zoë✓", "zo%C3%AB%E2%9C%93"),
    ("zoe\u{308}", "zoe%CC%88"),
    ("日本", "%E6%97%A5%E6%9C%AC"),
    ("🔑", "%F0%9F%94%91"),
    (String(repeating: "a", count: 256), String(repeating: "a", count: 256)),
    (String(repeating: "é", count: 256), String(repeating: "%C3%A9", count: 256)),
  ]

  @Test(arguments: segments)
  func `is one segment of the path`(id: String, segment: String) async throws {
    try await withKong { _, _ in
      .json("", status: 404)
    } _: { server, client in
      #expect(await client.conclude(id) == .notFound)
      #expect(server.requests.map(\.line) == ["GET /consumers/\(segment) HTTP/1.1"])
    }
  }

  @Test(arguments: segments)
  func `is one segment of Konnect's path, then one value of its query`(id: String, segment: String) async throws {
    try await withKong({ _, number in .json("", status: number == 1 ? 200 : 404) }, as: .konnect) { server, client in
      #expect(await client.conclude(id) == .notFound)
      #expect(
        server.requests.dropFirst().map(\.line) == [
          "GET /core-entities/consumers/\(segment) HTTP/1.1",
          "GET /core-entities/consumers?filter%5Busername%5D=\(segment) HTTP/1.1",
        ])
    }
  }

  @Test(arguments: segments)
  func `is one segment also when Kong names it`(id: String, segment: String) async throws {
    try await withKong { _, number in
      .json(number == 1 ? consumer(id: json(id)) : page())
    } _: { server, client in
      #expect(await client.conclude("alice") == .notFound)
      #expect(
        server.requests.map(\.line) == ["GET /consumers/alice HTTP/1.1", "GET /consumers/\(segment)/jwt HTTP/1.1"])
    }
  }

  @Test(arguments: [
    consumer(id: #""""#), consumer(id: #""a\u0000""#), consumer(id: nil), consumer(id: "null"), consumer(id: "1"),
    "{}", "[]", "null", "", "<html>", page(credential()),
  ])
  func `must come with the consumer`(body: String) async throws {
    try await withKong { _, _ in
      .json(body)
    } _: { server, client in
      guard case .fails(.unavailable(.invalidAnswer)) = await client.conclude("alice") else {
        Issue.record("believed: \(body)")
        return
      }
      #expect(server.requests.count == 1)
    }
  }

  @Test(arguments: [
    "", "\0", "a\0", "\n", "a\r\nb", "a\tb", "\u{1B}[31m", "\u{7F}", "a\u{80}", "\u{9F}", "x\r\nHost: evil\r\n\r\n",
  ])
  func `never leaves us when it cannot be a consumer's`(id: String) async throws {
    try await withKong { _, _ in
      .json(page(credential()))
    } _: { server, client in
      #expect(await client.conclude(id) == .notFound)
      #expect(server.requests.isEmpty)
    }
  }

  @Test(arguments: [
    ("alice", "alice", true), ("ALICE", "alice", true), ("alice", "ALICE", true),
    ("ABCD-ef09", "abcd-EF09", true), ("alice", "alicf", false), ("alice", "alice ", false), ("alice", "alic", false),
    // Letters that are equal only by Unicode's rules are different ids.
    ("zoë", "zoe\u{308}", false), ("zoë", "ZOË", false), ("kelvin", "\u{212A}elvin", false), ("@", "`", false),
  ])
  func `must be the one in Kong's answer`(asked: String, answered: String, isSame: Bool) async throws {
    try await withKong { _, number in
      .json(number == 1 ? consumer(id: json(asked)) : page(credential(consumer: "{\"id\":\(json(answered))}")))
    } _: { _, client in
      #expect(await client.conclude("alice") == (isSame ? .signs("key-1") : .fails(.wrongConsumer)))
    }
  }

  @Test func `of the answer is kept as Kong spells it`() async throws {
    let id = "abcdef01-2345-4678-89ab-cdef01234567"
    try await withKong { _, _ in
      .json(page(credential(consumer: "{\"id\":\"\(id)\"}")))
    } _: { _, client in
      let credentials = try await client.credentials(ofConsumer: "ABCDEF01-2345-4678-89AB-CDEF01234567")
      #expect(credentials.consumerID == id)
    }
  }

  @Test(arguments: [
    "00000000-0000-4000-8000-00000000000", "00000000-0000-4000-8000-0000000000001", "0000000000004000800000000000001",
    "00000000-0000-4000-8000-00000000000g", "00000000_0000-4000-8000-000000000001",
    "{0000000-0000-4000-8000-00000000001}", "0000000-00000-4000-8000-000000000001",
    "00000000-0000-4000-8000-0000000000０",
  ])
  func `that is almost a UUID is a name`(text: String) async throws {
    try await withKong { _, _ in
      .json("", status: 404)
    } _: { server, client in
      #expect(await client.conclude(text) == .notFound)
      #expect(server.requests.count == 1)
      #expect(server.requests.allSatisfy { !$0.target.hasSuffix("/jwt") })
    }
  }
}
