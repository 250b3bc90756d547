import KongSandbox
import NIOHTTP1
import RedisTestSupport
import Testing

/// Many servers in place of one.
@Suite(.timeLimit(.minutes(2))) struct FailoverTests {
  @Test func `when Sentinels name another master, it is used, and nobody who is known notices`() async throws {
    try await SentinelTrio.use { trio in
      try await Sandbox.use { sandbox in
        let variables = [
          "HIGH_AVAILABILITY": "true",
          "REDIS_SENTINELS": trio.sentinelPorts.map { "127.0.0.1:\($0)" }.joined(separator: ","),
          "REDIS_SENTINEL_MASTER": trio.masterName,
        ]
        try await Scene.play(behind: sandbox, variables) { scene in
          #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
          let old = try await trio.master()
          _ = try await eventually({ try await old.command("EXISTS", Fleet.key(SandboxSeed.alice)) }) { $0 == "1" }
          await old.kill()
          let isMoved = {
            #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
            return try await scene.service.send(.DELETE, "/admin/cache/\(SandboxSeed.bob)").status
          }
          _ = try await eventually(isMoved) { $0 == 200 }
          #expect(try await scene.service.get("/tokens", as: SandboxSeed.bob).status == 200)
          let new = try await trio.master(after: old)
          #expect(new.port != old.port)
          _ = try await eventually({ try await new.command("EXISTS", Fleet.key(SandboxSeed.bob)) }) { $0 == "1" }
        }
      }
    }
  }

  @Test func `a cluster is shared, also while a slot moves`() async throws {
    try await RedisCluster.use { cluster in
      try await Sandbox.use { sandbox in
        let variables = [
          "HIGH_AVAILABILITY": "true", "REDIS_URL": "redis://127.0.0.1:\(cluster.primaries[0].port)",
          "REDIS_CLUSTER": "true", "CACHE_TIMEOUT_GET_MS": "10000",
        ]
        let fleet = { (body: (Scene, Scene) async throws -> Void) in
          try await Scene.play(behind: sandbox, variables) { one in
            try await Scene.play(behind: sandbox, variables) { two in try await body(one, two) }
          }
        }
        try await fleet { one, two in
          #expect(try await one.service.get("/tokens", as: SandboxSeed.alice).status == 200)
          let key = Fleet.key(SandboxSeed.alice)
          let slot = try #require(Int(try await cluster.primaries[0].command("CLUSTER", "KEYSLOT", key)))
          let owner = try await cluster.owner(ofSlot: slot)
          _ = try await eventually({ try await owner.command("EXISTS", key) }) { $0 == "1" }
          let target = try #require(cluster.primaries.first { $0.port != owner.port })
          try await cluster.beginMove(slot, to: target)
          try await cluster.migrateKeys(slot, to: target)
          // Who asks the old owner is sent on for this once.
          #expect(try await two.service.get("/tokens", as: SandboxSeed.alice).status == 200)
          #expect(sandbox.admin.log.count(to: "/consumers/*/jwt") == 1)
          try await cluster.finishMove(slot, to: target)
          for scene in [one, two] {
            _ = try await eventually({ try await scene.service.get("/metrics").body }) {
              $0.contains("\"hearsPurges\":true")
            }
          }
          #expect(try await one.service.send(.DELETE, "/admin/cache/\(SandboxSeed.alice)").status == 200)
          #expect(try await target.command("EXISTS", key) == "0")
          _ = try await eventually({ try await two.service.get("/health").body }) {
            $0.contains("\"memory\": {\n          \"entries\": 0,")
          }
        }
      }
    }
  }
}
