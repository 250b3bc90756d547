import KongSandbox
import NIOHTTP1
import RedisTestSupport
import Testing

/// What somebody sees, or can do, who has Redis.
@Suite(.timeLimit(.minutes(1))) struct SecrecyTests {
  @Test(arguments: RedisServer.Kind.installed)
  func `whoever watches Redis sees neither secrets nor key claims nor user names`(kind: RedisServer.Kind) async throws {
    try await Fleet.play(["CACHE_ENCRYPTION_KEYS": Fleet.keys[0]], on: kind) { fleet in
      let lines = try await fleet.redis.monitor {
        for replica in fleet.replicas {
          for consumer in [SandboxSeed.alice, SandboxSeed.bob, "alice"] {
            #expect(try await replica.service.get("/tokens", as: consumer).status == 200)
          }
        }
        try await fleet.entryIsThere(SandboxSeed.bob)
        #expect(try await fleet.replicas[0].service.send(.DELETE, "/admin/cache/alice").status == 200)
        #expect(try await fleet.replicas[0].service.send(.DELETE, "/admin/cache").status == 200)
      }
      #expect(lines.contains { $0.contains("\"SET\"") && $0.contains(SandboxSeed.alice) })
      #expect(lines.contains { $0.contains("\"PUBLISH\"") })
      let seen = lines.joined(separator: "\n")
      for secret in secrets(of: fleet.sandbox) { #expect(!seen.contains(secret), "\(secret)") }
      for word in ["\"alice", "alice\"", "bob-7", "signingKey", "alice-jwt-key"] {
        #expect(!seen.contains(word), "\(word)")
      }
    }
  }

  /// Everything that Kong knows of credentials.
  private func secrets(of sandbox: Sandbox) -> [String] {
    let credentials = sandbox.store.withState { $0.jwtCredentials.all }
    #expect(credentials.count >= 2)
    return credentials.flatMap { [$0.key, $0.secret].compactMap { $0 } }
  }

  @Test(arguments: [true, false]) func `two entries that were swapped are both refused, and written over`(
    isSealed: Bool
  ) async throws {
    let variables = isSealed ? ["CACHE_ENCRYPTION_KEYS": Fleet.keys[0]] : [:]
    try await Fleet.play(variables) { fleet in
      let (alice, bob) = (Fleet.key(SandboxSeed.alice), Fleet.key(SandboxSeed.bob))
      for consumer in [SandboxSeed.alice, SandboxSeed.bob] {
        #expect(try await fleet.replicas[0].service.get("/tokens", as: consumer).status == 200)
        try await fleet.entryIsThere(consumer)
      }
      for (from, to) in [(alice, "swap"), (bob, alice), ("swap", bob)] {
        _ = try await fleet.redis.command("RENAME", from, to)
      }
      let calls = fleet.kongCalls
      for consumer in [SandboxSeed.alice, SandboxSeed.bob] {
        let answer = try await fleet.replicas[1].service.get("/tokens", as: consumer)
        #expect(answer.status == 200)
        let api = try await fleet.replicas[1].gateway.get("/api", [("Authorization", "Bearer \(answer.token ?? "")")])
        #expect(api.status == 200)
      }
      #expect(fleet.kongCalls == calls + 2)
      let metrics = try await fleet.replicas[1].service.get("/metrics").body
      #expect(metrics.contains("\"refusedEntries\":2"))
    }
  }

  @Test(arguments: ["", "{}", "nonsense", "authcred2\n", "{\"schema\":2}", "\u{1F512}"])
  func `a value that is none of ours is a miss, and written over`(value: String) async throws {
    try await Fleet.play(replicas: 1, ["CACHE_ENCRYPTION_KEYS": Fleet.keys[0]]) { fleet in
      _ = try await fleet.redis.command("SET", Fleet.key(SandboxSeed.alice), value)
      #expect(try await fleet.replicas[0].service.get("/tokens", as: SandboxSeed.alice).status == 200)
      let life = { try await fleet.redis.command("TTL", Fleet.key(SandboxSeed.alice)) }
      _ = try await eventually(life) { (Int($0) ?? 0) > 0 }
    }
  }

  @Test func `a key of another type is a miss, and written over`() async throws {
    try await Fleet.play(replicas: 1) { fleet in
      _ = try await fleet.redis.command("LPUSH", Fleet.key(SandboxSeed.alice), "x")
      #expect(try await fleet.replicas[0].service.get("/tokens", as: SandboxSeed.alice).status == 200)
      _ = try await eventually({ try await fleet.redis.command("TYPE", Fleet.key(SandboxSeed.alice)) }) {
        $0 == "string"
      }
    }
  }

  @Test func `keys are changed without losing what was sealed with the old one`() async throws {
    try await Fleet.play(replicas: 1, ["CACHE_ENCRYPTION_KEYS": Fleet.keys[0]]) { fleet in
      #expect(try await fleet.replicas[0].service.get("/tokens", as: SandboxSeed.alice).status == 200)
      try await fleet.entryIsThere(SandboxSeed.alice)
      let both = Fleet.environment(fleet.redis).merging(
        ["CACHE_ENCRYPTION_KEYS": "\(Fleet.keys[1]),\(Fleet.keys[0])"]) { $1 }
      let status = { (replica: Scene) in try await replica.service.get("/tokens", as: SandboxSeed.alice).status }
      #expect(try await Scene.play(behind: fleet.sandbox, both, status) == 200)
      #expect(fleet.kongCalls == 1)
      let new = both.merging(["CACHE_ENCRYPTION_KEYS": Fleet.keys[1]]) { $1 }
      #expect(try await Scene.play(behind: fleet.sandbox, new, status) == 200)
      #expect(fleet.kongCalls == 2)
    }
  }
}
