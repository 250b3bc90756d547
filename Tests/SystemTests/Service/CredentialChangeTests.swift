import KongSandbox
import RedisTestSupport
import Testing

/// What becomes of consumers whose credentials change while the service runs.
@Suite(.timeLimit(.minutes(1))) struct CredentialChangeTests {
  private static let shortLived = ["CACHING_TTL_SECONDS": "1", "KONG_NEGATIVE_CACHE_SECONDS": "1"]

  @Test func `after a rotation tokens are signed anew once the time is up`() async throws {
    try await Scene.play(Self.shortLived) { scene in
      let ask = { try await scene.gateway.get("/tokens", [("apikey", "alice-api-key")]) }
      let accepts = { (answer: Received) in
        try await scene.gateway.get("/api", [("Authorization", "Bearer \(answer.token ?? "")")]).status == 200
      }
      let old = try await ask()
      #expect(try await accepts(old))
      scene.sandbox.store.rotateJWTCredentials(of: SandboxSeed.alice)
      #expect(try await !accepts(old))
      let isAccepted = try await eventually({ try await accepts(ask()) }) { $0 }
      #expect(isAccepted)
    }
  }

  @Test func `a consumer that Kong has deleted gets no more tokens once the time is up`() async throws {
    try await Scene.play(Self.shortLived) { scene in
      let ask = { try await scene.service.get("/tokens", as: SandboxSeed.alice) }
      #expect(try await ask().status == 200)
      scene.sandbox.store.withState { $0.removeConsumer(SandboxSeed.alice) }
      let answer = try await eventually(ask) { $0.status != 200 }
      #expect(answer.status == 401)
      #expect(answer.code == "AUTH_002")
    }
  }

  @Test func `a consumer that gets its first credential gets tokens once the no is forgotten`() async throws {
    try await Scene.play(Self.shortLived) { scene in
      let ask = { try await scene.service.get("/tokens", as: SandboxSeed.carol) }
      #expect(try await ask().code == "AUTH_002")
      scene.sandbox.store.rotateJWTCredentials(of: SandboxSeed.carol)
      let answer = try await eventually(ask) { $0.status == 200 }
      #expect(answer.token != nil)
    }
  }

  @Test func `the newest credential signs, though Kong does not list it first`() async throws {
    let older = KongJWTCredential(
      id: "00000000-0000-4000-8000-000000000001", consumerID: SandboxSeed.alice, key: "older", secret: "s1",
      createdAt: 1)
    let newer = KongJWTCredential(
      id: "ffffffff-0000-4000-8000-000000000002", consumerID: SandboxSeed.alice, key: "newer", secret: "s2",
      createdAt: 4_000_000_000)
    let asymmetric = KongJWTCredential(
      id: "00000000-0000-4000-8000-000000000000", consumerID: SandboxSeed.alice, key: "rs", secret: "s3",
      algorithm: "RS256", createdAt: 4_100_000_000)
    try await Scene.play { scene in
      scene.sandbox.store.withState { state in
        for credential in [older, newer, asymmetric] { state.jwtCredentials[credential.id] = credential }
      }
      let token = try #require(try await scene.service.get("/tokens", as: SandboxSeed.alice).token)
      #expect(try await scene.gateway.get("/api", [("Authorization", "Bearer \(token)")]).status == 200)
      scene.sandbox.store.withState { $0.jwtCredentials[newer.id] = nil }
      #expect(try await scene.gateway.get("/api", [("Authorization", "Bearer \(token)")]).status == 401)
    }
  }

  @Test func `a consumer with more credentials than one page has all of them`() async throws {
    try await Scene.play { scene in
      scene.sandbox.store.withState { state in
        for number in 0..<250 {
          let id = "ffffffff-0000-4000-8000-\(String(number + 100_000_000_000))"
          state.jwtCredentials[id] = KongJWTCredential(
            id: id, consumerID: SandboxSeed.alice, key: "k\(number)", secret: "secret \(number)",
            createdAt: 4_000_000_000 + number)
        }
      }
      let token = try #require(try await scene.service.get("/tokens", as: SandboxSeed.alice).token)
      let protected = try await scene.gateway.get("/api", [("Authorization", "Bearer \(token)")])
      #expect(protected.status == 200)
      #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == 3)
      scene.sandbox.store.withState { $0.jwtCredentials["ffffffff-0000-4000-8000-100000000249"] = nil }
      #expect(try await scene.gateway.get("/api", [("Authorization", "Bearer \(token)")]).status == 401)
    }
  }
}
