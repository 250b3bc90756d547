import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Kong 3.9.1, recorded` {
  /// Every recording of a request that the client makes: which consumer it asks for, and what follows from the answer.
  static let lookups: [(name: String, asking: String, conclusion: Conclusion)] = [
    ("jwt_list_empty", alice, .notFound),
    ("jwt_list_nonempty", bob, .signs("bob-jwt-key")),
    ("jwt_list_unknown_uuid_404", "11111111-2222-4333-8444-555555555555", .notFound),
    // All of the same second: the first stays first. The one with neither key nor secret is left out.
    (
      "jwt_list_several", alice,
      .signs(
        "k-own-id",
        all: [
          "k-own-id", "k-form", "hRDGSKdsf6KkclDzLEpo469XUiUVD8fD", "k-tags", "upaZ1AUeklAG8oiwkiGFfGYQG0hUr9Cd",
          "k-chunked", "k-consumer-body", "8zxaleg7Uhwh82l9K35kpfOdDIZJiX9w", "k-charset", "k special/ü?",
          "alice-jwt-key",
        ])
    ),
    ("db_down_jwt_list", bob, .status(500)),
    ("db_back_jwt_list", bob, .signs("bob-jwt-key")),
  ]

  /// Lists that were recorded with a query that the client does not send.
  static let otherLists: [(name: String, asking: String, conclusion: Conclusion)] = [
    ("page_size_exact", bob, .signs("bob-jwt-key")),
    // A literal `+` is a space to Kong: that is why the client never sends one.
    ("consumer_jwt_list_special_at_plus", alice, .notFound),
    ("jwts", alice, .fails(.wrongConsumer)),
    // Lists that were asked for by name, which the client does no more.
    ("jwt_list_nonempty_by_username", bob, .signs("bob-jwt-key")),
    ("jwt_list_unknown_username_404", alice, .notFound),
    ("jwt_list_by_custom_id_404", alice, .notFound),
    ("jwt_get_by_key", alice, .invalid("not a list of credentials")),
    ("jwts_get_by_key", bob, .invalid("not a list of credentials")),
  ]

  static let alice = aliceID
  static let bob = "00000000-0000-4000-8000-000000000003"

  @Test(arguments: lookups)
  func `is asked as recorded and understood`(name: String, asking: String, conclusion: Conclusion) async throws {
    let recording = try Recording.named(name)
    try await withKong { _, _ in
      recording.turn
    } _: { server, client in
      #expect(await client.conclude(asking) == conclusion)
      #expect(server.requests.map(\.line) == ["GET \(recording.request.path) HTTP/1.1"])
    }
  }

  @Test(arguments: otherLists)
  func `is understood`(name: String, asking: String, conclusion: Conclusion) async throws {
    let recording = try Recording.named(name)
    try await withKong { _, _ in
      recording.turn
    } _: { _, client in
      #expect(await client.conclude(asking) == conclusion)
    }
  }

  @Test(arguments: [
    ("jwt_page_1", "WyIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAyNTAiXQ", ["k-own-id"]),
    ("jwt_page_size_2", "WyIwZWMxYWRiMy04ZDdmLTQzYTItYTNjOS05MmZkYmM3M2RiOWMiXQ", ["k-own-id", "k-form"]),
  ])
  func `is asked for the next page`(name: String, offset: String, keys: [String]) async throws {
    let first = try Recording.named(name)
    let last = try Recording.named("jwt_list_empty")
    try await withKong { _, number in
      number == 1 ? first.turn : last.turn
    } _: { server, client in
      #expect(await client.conclude(Self.alice) == .signs(keys[0], all: keys))
      #expect(
        server.requests.map(\.target) == [
          "/consumers/\(Self.alice)/jwt", "/consumers/\(Self.alice)/jwt?offset=\(offset)",
        ])
    }
  }

  @Test func `finds a consumer by an id in capital letters`() async throws {
    let recording = try Recording.named("jwt_list_nonempty")
    let body = recording.response.body.replacing(Self.bob, with: "abcdef01-2345-4678-89ab-cdef01234567")
    try await withKong { _, _ in
      .json(body)
    } _: { server, client in
      let credentials = try await client.credentials(ofConsumer: "ABCDEF01-2345-4678-89AB-CDEF01234567")
      #expect(credentials.consumerID == "abcdef01-2345-4678-89ab-cdef01234567")
      #expect(server.requests.map(\.call) == ["GET /consumers/ABCDEF01-2345-4678-89AB-CDEF01234567/jwt"])
    }
  }

  @Test(arguments: [("status", true, nil), ("db_down_status", false, "database unreachable")])
  func `tells its health`(name: String, isHealthy: Bool, cause: String?) async throws {
    let recording = try Recording.named(name)
    try await withKong { _, _ in
      recording.turn
    } _: { server, client in
      let health = await client.health()
      #expect(health.isHealthy == isHealthy)
      #expect(health.status == 200)
      #expect(health.cause == cause)
      #expect(server.requests.map(\.line) == ["GET /status HTTP/1.1"])
    }
  }
}
