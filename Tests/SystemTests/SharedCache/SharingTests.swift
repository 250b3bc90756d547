import HTTPEdge
import KongSandbox
import NIOHTTP1
import RedisTestSupport
import Testing

/// What one replica has learnt, and the others need not ask for.
@Suite(.timeLimit(.minutes(1))) struct SharingTests {
  @Test(arguments: RedisServer.Kind.installed, [true, false])
  func `the second replica serves a consumer without any call to Kong`(
    kind: RedisServer.Kind, isSealed: Bool
  ) async throws {
    let variables = isSealed ? ["CACHE_ENCRYPTION_KEYS": Fleet.keys[0]] : [:]
    try await Fleet.play(variables, on: kind) { fleet in
      let first = try await fleet.replicas[0].service.get("/tokens", as: SandboxSeed.alice)
      #expect(first.status == 200)
      try await fleet.entryIsThere(SandboxSeed.alice)
      let second = try await fleet.replicas[1].service.get("/tokens", as: SandboxSeed.alice)
      #expect(second.status == 200)
      #expect(fleet.kongCalls == 1)
      let api = try await fleet.replicas[0].gateway.get("/api", [("Authorization", "Bearer \(second.token ?? "")")])
      #expect(api.status == 200)
    }
  }

  @Test func `a cold start of many replicas is few calls to Kong`() async throws {
    try await Fleet.play(replicas: 5) { fleet in
      let gate = Gate()
      fleet.sandbox.admin.faults.inject(.held(gate), on: "/consumers/*/jwt")
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for replica in fleet.replicas {
          for _ in 0..<10 {
            group.addTask { try await replica.service.get("/tokens", as: SandboxSeed.alice).status }
          }
        }
        try await fleet.sandbox.admin.log.wait(for: 1, to: "/consumers/*/jwt")
        gate.open()
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == Array(repeating: 200, count: 50))
      #expect(fleet.kongCalls == 1)
    }
  }

  @Test func `a replica that dies while it asks Kong holds the others up for no longer than their patience`()
    async throws
  {
    try await Fleet.play(["CACHE_TIMEOUT_GET_MS": "300"]) { fleet in
      // What a replica leaves behind that was killed in the middle.
      let lease = "auth_service:v2:lease:\(SandboxSeed.alice)"
      _ = try await fleet.redis.command("SET", lease, "1", "PX", "30000")
      let answer = try await fleet.replicas[0].service.get("/tokens", as: SandboxSeed.alice)
      #expect(answer.status == 200)
      #expect(fleet.kongCalls == 1)
    }
  }

  @Test func `nothing is left without an end`() async throws {
    try await Fleet.play(["CACHING_TTL_SECONDS": "300", "STALE_DATA_TOLERANCE_MINUTES": "1"]) { fleet in
      for consumer in [SandboxSeed.alice, SandboxSeed.bob] {
        #expect(try await fleet.replicas[0].service.get("/tokens", as: consumer).status == 200)
        try await fleet.entryIsThere(consumer)
      }
      #expect(try await fleet.replicas[0].service.send(.DELETE, "/admin/cache/\(SandboxSeed.bob)").status == 200)
      let keys = try await fleet.redis.command("KEYS", "*").split(separator: "\n").map(String.init)
      #expect(keys.contains(Fleet.key(SandboxSeed.alice)))
      for key in keys {
        // -1 stands for no end, -2 for a key that has ended meanwhile.
        let life = try #require(Int(try await fleet.redis.command("PTTL", key)))
        #expect(life != -1, "\(key)")
      }
      // The jittered life and the tolerance.
      let life = try #require(Int(try await fleet.redis.command("TTL", Fleet.key(SandboxSeed.alice))))
      #expect((300...391).contains(life))
    }
  }

  @Test func `an outage of Kong is survived together`() async throws {
    try await Fleet.play { fleet in
      #expect(try await fleet.replicas[0].service.get("/tokens", as: SandboxSeed.alice).status == 200)
      try await fleet.entryIsThere(SandboxSeed.alice)
      fleet.sandbox.admin.faults.inject(.status(.serviceUnavailable), on: "/consumers/*/jwt")
      #expect(try await fleet.replicas[1].service.get("/tokens", as: SandboxSeed.alice).status == 200)
      let unknown = try await fleet.replicas[1].service.get("/tokens", as: SandboxSeed.bob)
      #expect(unknown.status == 503)
      #expect(unknown.code == "AUTH_004")
    }
  }

  @Test func `what one replica knows to be expired serves the others while Kong is down`() async throws {
    try await Fleet.play(["CACHING_TTL_SECONDS": "1"]) { fleet in
      #expect(try await fleet.replicas[0].service.get("/tokens", as: SandboxSeed.alice).status == 200)
      try await fleet.entryIsThere(SandboxSeed.alice)
      fleet.sandbox.admin.faults.inject(.status(.serviceUnavailable), on: "/consumers/*/jwt")
      let isStale = { fleet.replicas[1].journal.contains("Serving stale credentials") }
      let answer = try await eventually({ try await fleet.replicas[1].service.get("/tokens", as: SandboxSeed.alice) }) {
        _ in isStale()
      }
      #expect(answer.status == 200)
    }
  }

  @Test func `Kong's no drops what every replica knows`() async throws {
    try await Fleet.play(["CACHING_TTL_SECONDS": "2"]) { fleet in
      for replica in fleet.replicas {
        #expect(try await replica.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      }
      try await fleet.entryIsThere(SandboxSeed.alice)
      fleet.sandbox.store.withState { $0.removeConsumer(SandboxSeed.alice) }
      let answer = try await eventually({ try await fleet.replicas[0].service.get("/tokens", as: SandboxSeed.alice) }) {
        $0.status != 200
      }
      #expect(answer.code == "AUTH_002")
      try await fleet.entryIsGone(SandboxSeed.alice)
      let other = try await eventually({ try await fleet.replicas[1].service.get("/tokens", as: SandboxSeed.alice) }) {
        $0.status != 200
      }
      #expect(other.code == "AUTH_002")
      let hasHeard =
        fleet.replicas[1].journal.contains("Purged, as another replica asks")
        || fleet.replicas[0].journal.contains("Purged, as another replica asks")
      #expect(hasHeard)
    }
  }
}
