import KongSandbox
import Testing

/// The way that the service exists for: an API key in, a token out, and Kong accepts it.
@Suite(.timeLimit(.minutes(1))) struct RoundTripTests {
  static let consumers = [
    ("alice-api-key", "alice", SandboxSeed.alice), ("bob-api-key", "bob", SandboxSeed.bob),
    ("partner-api-key", "partner-42", SandboxSeed.customIDOnly),
  ]

  @Test(arguments: consumers) func `an API key becomes a token that Kong accepts`(
    _ apiKey: String, _ name: String, _ id: String
  ) async throws {
    try await Scene.play { scene in
      let issued = try await scene.gateway.get("/tokens", [("apikey", apiKey)])
      let token = try #require(issued.token)
      #expect(issued.body == #"{"access_token":"\#(token)","expires_in":900}"#)
      let bearer = (name: "Authorization", value: "Bearer \(token)")

      let protected = try await scene.gateway.get("/api", [bearer])
      #expect(protected.status == 200)
      #expect(protected.text("X-Consumer-ID") == id)

      let validation = try await scene.gateway.get("/tokens/validate", [("apikey", apiKey), bearer])
      #expect(validation.status == 200)
      #expect(validation.text("subject") == name)
    }
  }

  @Test func `what Kong refuses never reaches the service`() async throws {
    try await Scene.play { scene in
      let answers = [
        try await scene.gateway.get("/tokens", [("apikey", "wrong")]),
        try await scene.gateway.get("/tokens"),
        try await scene.gateway.get("/api", [("Authorization", "Bearer a.b.c")]),
      ]
      #expect(answers.map(\.status) == [401, 401, 401])
      #expect(answers.map(\.code) == [nil, nil, nil])
      #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == 0)
    }
  }

  @Test func `a consumer without a credential gets no token`() async throws {
    try await Scene.play { scene in
      let answer = try await scene.gateway.get("/tokens", [("apikey", "carol-api-key")])
      #expect(answer.status == 401)
      #expect(answer.code == "AUTH_002")
      #expect(answer.header("WWW-Authenticate") == "Key")
    }
  }

  @Test func `an anonymous call gets no token`() async throws {
    try await Scene.play { scene in
      let answer = try await scene.gateway.get("/anon/tokens")
      #expect(answer.status == 401)
      #expect(answer.code == "AUTH_009")
      #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == 0)
    }
  }

  @Test(arguments: [
    ["KONG_REQUIRE_CREDENTIAL_IDENTIFIER": "true"], ["KONG_ANONYMOUS_CONSUMER_ID": SandboxSeed.anonymous],
  ])
  func `a client that strips the anonymous flag stays anonymous`(_ variables: [String: String]) async throws {
    try await Scene.play(variables) { scene in
      let stripped = [(name: "Connection", value: "X-Anonymous-Consumer")]
      let answer = try await scene.gateway.get("/anon/tokens", stripped)
      #expect(answer.code == "AUTH_009")
      #expect(try await scene.gateway.get("/anon/tokens", [("apikey", "alice-api-key")]).status == 200)
    }
  }

  @Test func `a token of one consumer is not another's`() async throws {
    try await Scene.play { scene in
      let token = try #require(try await scene.gateway.get("/tokens", [("apikey", "alice-api-key")]).token)
      let answer = try await scene.gateway.get(
        "/tokens/validate", [("apikey", "bob-api-key"), ("Authorization", "Bearer \(token)")])
      #expect(answer.code == "AUTH_011")
      #expect(answer.text("reason") == "Invalid signature")
    }
  }
}
