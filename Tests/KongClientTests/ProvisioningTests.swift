import AuthenticationCore
import KongClient
import Logging
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Provisioning` {
  static let list = "GET /consumers/\(aliceID)/jwt"
  static let creation = "POST /consumers/\(aliceID)/jwt"

  /// Draws words that can be told apart, from one on.
  static func counter() -> RandomWord {
    let count = Counter()
    return { count.next() }
  }

  /// The body of the request for the credential of which the words begin behind `first`.
  static func body(after first: Int = 0) -> String {
    let words = (1...6).map { word in
      let digits = String(first + word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return "{\"key\":\"\(words[0])\(words[1])\",\"secret\":\"\(words[2...].joined())\"}"
  }

  static let key = "00000000000000010000000000000002"

  func withProvisioning(
    _ script: @escaping ScriptedServer.Script, as world: World = .selfManaged, logger: Logger = .silent,
    attempts: Int = 3, _ test: (ScriptedServer, KongAdminClient) async throws -> Void
  ) async throws {
    try await withKong(
      script, as: world, logger: logger, random: Self.counter(),
      configure: {
        $0.provisionsCredentials = true
        $0.maximumProvisioningAttempts = attempts
      }, test)
  }

  @Test func `posts a key and a secret for a consumer who has none`() async throws {
    let log = LogRecorder()
    let kong = FakeKong(FakeKong.alice())
    try await withProvisioning(kong.script, logger: log.logger) { server, client in
      let credentials = try await client.credentials(ofConsumer: aliceID)
      #expect(credentials.consumerID == aliceID)
      #expect(credentials.all.map(\.key) == [Self.key])
      #expect(!credentials.signing.hasShortSecret)
      #expect(server.requests.map(\.call) == [Self.list, Self.creation])
      let request = server.requests[1]
      #expect(request.body == Self.body())
      #expect(request.values(of: "Content-Type") == ["application/json"])
      #expect(request.values(of: "Content-Length") == ["118"])
      #expect(request.values(of: "User-Agent") == ["Authentication-Service/1.2.3"])
      #expect(log.lines.map(\.message) == ["Created a JWT credential in Kong"])
      #expect(log.lines.map(\.level) == [.info])
      #expect(log.lines.map(\.metadata) == [["consumer.id": aliceID, "event_name": "kong.secret.created"]])
      // Next time it is there.
      #expect(await client.conclude() == .signs(Self.key))
      #expect(server.requests.map(\.call) == [Self.list, Self.creation, Self.list])
    }
  }

  @Test func `speaks to Konnect in its way`() async throws {
    let kong = FakeKong(FakeKong.alice())
    kong.change { $0.hasRealm = true }
    try await withProvisioning(kong.script, as: .konnect) { server, client in
      #expect(await client.conclude("alice") == .signs(Self.key))
      #expect(
        server.requests.map(\.call) == [
          "GET /realms/default", "GET /core-entities/consumers/alice", "GET /core-entities/consumers/\(aliceID)/jwt",
          "POST /core-entities/consumers/\(aliceID)/jwt",
        ])
    }
  }

  @Test func `draws secrets that nobody has seen`() async throws {
    let bodies = Mutex<Set<String>>([])
    try await withKong { request, _ in
      guard request.call.hasPrefix("POST") else { return .json(page()) }
      bodies.withLock { _ = $0.insert(request.body) }
      return .json("", status: 500)
    } configure: {
      $0.provisionsCredentials = true
    } _: { server, client in
      for _ in 0..<5 { #expect(await client.conclude() == .status(500).ofCreation) }
      #expect(bodies.withLock { $0.count } == 5)
      let shape = /\{"key":"[0-9a-f]{32}","secret":"[0-9a-f]{64}"\}/
      #expect(bodies.withLock { $0.allSatisfy { $0.wholeMatch(of: shape) != nil } })
    }
  }

  static let lists: [(what: String, list: ScriptedServer.Turn, isCreated: Bool, conclusion: Conclusion)] = [
    ("no consumer", .notFound, false, .notFound),
    ("a usable credential", .json(page(credential())), false, .signs("key-1")),
    ("no credential", .json(page()), true, .signs(key)),
    ("RS256", .json(page(credential(algorithm: #""RS256""#))), true, .signs(key)),
    ("a secret of null", .json(page(credential(secret: "null"))), true, .signs(key)),
    ("another's", .json(page(credential(consumer: #"{"id":"bob"}"#))), false, .fails(.wrongConsumer)),
    ("an error", .json("", status: 500), false, .status(500)),
    ("no list", .json("{}"), false, .invalid("not a list of credentials")),
  ]

  @Test(arguments: lists)
  func `is for those who exist and have nothing to sign with`(
    what: String, list: ScriptedServer.Turn, isCreated: Bool, conclusion: Conclusion
  ) async throws {
    let kong = FakeKong(FakeKong.alice())
    kong.override(Self.list, list)
    try await withProvisioning(kong.script) { server, client in
      #expect(await client.conclude() == conclusion)
      #expect(server.requests.map(\.call) == [Self.list] + (isCreated ? [Self.creation] : []))
    }
  }

  @Test func `is not done unless it is wanted`() async throws {
    try await withKong(FakeKong(FakeKong.alice()).script) { server, client in
      #expect(await client.conclude() == .notFound)
      #expect(server.requests.map(\.call) == [Self.list])
    }
  }

  @Test(arguments: [(1, 1), (2, 2), (3, 3), (7, 7), (0, 1)])
  func `tries other keys when one is taken, as often as is allowed`(attempts: Int, posts: Int) async throws {
    let taken = try Recording.named("jwt_create_duplicate_key_other_consumer_409").turn
    try await withProvisioning(
      { request, _ in request.call == Self.creation ? taken : .json(page()) }, attempts: attempts
    ) { server, client in
      #expect(await client.conclude() == .status(409).ofCreation)
      #expect(server.requests.dropFirst().map(\.body) == (0..<posts).map { Self.body(after: $0 * 6) })
    }
  }

  @Test func `succeeds with the last key that it may try`() async throws {
    let kong = FakeKong(FakeKong.alice())
    try await withProvisioning { request, number in
      number == 2 || number == 3 ? .json("", status: 409) : kong.script(request, number)
    } _: { server, client in
      #expect(await client.conclude() == .signs("000000000000000d000000000000000e"))
      #expect(server.requests.count == 4)
    }
  }

  static let answers: [(what: String, turn: ScriptedServer.Turn, conclusion: Conclusion)] = [
    ("201", .json(credential(), status: 201), .signs("key-1")),
    ("200", .json(credential()), .signs("key-1")),
    ("202", .json(credential(), status: 202), .status(202)),
    ("204", .answer(ScriptedServer.Turn.head(204, [])), .status(204)),
    ("302", .json(credential(), status: 302), .status(302)),
    ("307", .json("", status: 307, headers: ["Location: \(list)"]), .status(307)),
    ("400", .json("", status: 400), .status(400)),
    ("401", .json("", status: 401), .fails(.unavailable(.unauthorized(401)))),
    ("403", .json("", status: 403), .fails(.unavailable(.unauthorized(403)))),
    ("404", .notFound, .notFound),
    ("415", .json("", status: 415), .status(415)),
    ("429", .json("", status: 429, headers: ["Retry-After: 3"]), .status(429, retryAfter: 3)),
    ("500", .json("", status: 500), .status(500)),
    ("503", .json("", status: 503, headers: ["Retry-After: 3"]), .status(503, retryAfter: 3)),
    ("a closed connection", .close, .connection("closed before the answer was complete")),
    ("a reset connection", .reset, .connection("reset")),
    ("no JSON", .json("OK", status: 201), .invalid("not JSON")),
    ("a list", .json(page(credential()), status: 201), .invalid("a credential that cannot be used")),
    ("nothing known", .json("{}", status: 201), .invalid("a credential that cannot be used")),
    ("no secret", .json(credential(secret: "null"), status: 201), .invalid("a credential that cannot be used")),
    (
      "another algorithm", .json(credential(algorithm: #""HS512""#), status: 201),
      .invalid("a credential that cannot be used")
    ),
    ("another's", .json(credential(consumer: #"{"id":"bob"}"#), status: 201), .fails(.wrongConsumer)),
    ("too much", .json(String(repeating: " ", count: 2 << 20), status: 201), .invalid("body too large")),
  ]

  @Test(arguments: answers)
  func `believes only a usable credential of the consumer's, and asks once`(
    what: String, turn: ScriptedServer.Turn, conclusion: Conclusion
  ) async throws {
    let kong = FakeKong(FakeKong.alice())
    kong.override(Self.creation, turn)
    try await withProvisioning(kong.script) { server, client in
      #expect(await client.conclude() == conclusion.ofCreation)
      #expect(server.requests.map(\.call) == [Self.list, Self.creation])
    }
  }

  @Test func `keeps the id as Kong spells it`() async throws {
    let id = "abcdef01-2345-4678-89ab-cdef01234567"
    let kong = FakeKong(FakeKong.Consumer(id: id, username: "alice"))
    try await withProvisioning(kong.script) { server, client in
      let credentials = try await client.credentials(ofConsumer: id.uppercased())
      #expect(credentials.consumerID == id)
      #expect(
        server.requests.map(\.call) == ["GET", "POST"].map { "\($0) /consumers/\(id.uppercased())/jwt" })
    }
  }

  @Test func `understands a recorded answer`() async throws {
    let created = try Recording.named("jwt_create_key_secret_like_auth_service")
    let id = "00000000-0000-4000-8000-000000000002"
    try await withProvisioning { request, _ in
      request.call.hasPrefix("POST") ? created.turn : .json(page())
    } _: { server, client in
      #expect(await client.conclude(id) == .signs("custom-jwt-key"))
      #expect(server.requests.map(\.call).last == "POST \(created.request.path)")
    }
  }
}

/// Counts from one.
final class Counter: Sendable {
  private let count = Mutex<UInt64>(0)

  func next() -> UInt64 {
    count.withLock { count in
      count += 1
      return count
    }
  }

  @Test func `leaves Kong alone while making credentials fails too often, and still looks up`() async throws {
    let start = ContinuousClock.now
    let breaker = CircuitBreaker(
      CircuitBreakerPolicy(failureRateThreshold: 30, resetTimeout: .seconds(120)), now: { start })
    let consumers = (1...4).map {
      FakeKong.Consumer(id: "0000000\($0)-0000-4000-8000-000000000000", username: "c\($0)")
    }
    let kong = FakeKong(consumers[0], consumers[1], consumers[2], consumers[3])
    try await withKong(
      { request, number in request.line.hasPrefix("POST") ? .json("{}", status: 500) : kong.script(request, number) },
      creationBreaker: breaker, configure: { $0.provisionsCredentials = true }
    ) { server, client in
      for consumer in consumers.prefix(3) {
        let failure = Conclusion.fails(.creationFailed(.status(500, retryAfter: nil)))
        #expect(await client.conclude(consumer.id) == failure)
      }
      #expect(breaker.state == .open)
      guard case .fails(.circuitOpen(let seconds)) = await client.conclude(consumers[3].id) else {
        Issue.record("Kong was asked")
        return
      }
      #expect((1...120).contains(seconds))
      #expect(server.requests.filter { $0.line.hasPrefix("POST") }.count == 3)
      #expect(server.requests.filter { $0.line.hasPrefix("GET") }.count == 4)
    }
  }
}
