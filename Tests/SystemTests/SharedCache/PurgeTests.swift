import KongSandbox
import NIOHTTP1
import RedisTestSupport
import Testing

/// Operators who want a consumer to be forgotten at once, everywhere.
@Suite(.timeLimit(.minutes(1))) struct PurgeTests {
  /// Lets every replica know two consumers.
  private func warm(_ fleet: Fleet) async throws {
    for replica in fleet.replicas {
      for consumer in [SandboxSeed.alice, SandboxSeed.bob] {
        #expect(try await replica.service.get("/tokens", as: consumer).status == 200)
        try await fleet.entryIsThere(consumer)
      }
    }
    #expect(fleet.kongCalls == 2)
    // A replica that is not listening yet would find the purge by looking, later.
    for replica in fleet.replicas {
      _ = try await eventually({ try await replica.service.get("/metrics").body }) {
        $0.contains("\"hearsPurges\":true")
      }
    }
  }

  /// Waits until a replica has nobody in memory but so many.
  private func remembers(_ count: Int, _ replica: Scene) async throws {
    _ = try await eventually({ try await replica.service.get("/health").body }) {
      $0.contains("\"memory\": {\n          \"entries\": \(count),")
    }
  }

  @Test func `one consumer is forgotten by all`() async throws {
    try await Fleet.play { fleet in
      try await warm(fleet)
      let answer = try await fleet.replicas[0].service.send(.DELETE, "/admin/cache/\(SandboxSeed.alice)")
      #expect(answer.status == 200)
      #expect(answer.body.contains("\"sharedEntries\": 1"))
      #expect(try await fleet.redis.command("EXISTS", Fleet.key(SandboxSeed.alice)) == "0")
      for replica in fleet.replicas { try await remembers(1, replica) }
      #expect(try await fleet.replicas[1].service.get("/tokens", as: SandboxSeed.alice).status == 200)
      #expect(try await fleet.replicas[1].service.get("/tokens", as: SandboxSeed.bob).status == 200)
      #expect(fleet.kongCalls == 3)
    }
  }

  @Test func `all consumers are forgotten by all, and nothing of others is touched`() async throws {
    try await Fleet.play { fleet in
      try await warm(fleet)
      _ = try await fleet.redis.command("SET", "somebody else's", "1")
      let answer = try await fleet.replicas[1].service.send(.DELETE, "/admin/cache")
      #expect(answer.body.contains("\"sharedEntries\": 2"))
      for replica in fleet.replicas { try await remembers(0, replica) }
      #expect(try await fleet.redis.command("EXISTS", "somebody else's") == "1")
    }
  }

  @Test func `the command line reaches every replica through Redis`() async throws {
    try await Fleet.play(["CACHE_ENCRYPTION_KEYS": Fleet.keys[0]]) { fleet in
      try await warm(fleet)
      let variables = [
        "HIGH_AVAILABILITY": "true", "REDIS_URL": "redis://127.0.0.1:\(fleet.redis.port)",
        "CACHE_ENCRYPTION_KEYS": Fleet.keys[0], "KONG_ADMIN_URL": "http://127.0.0.1:1",
        "KONG_JWT_AUTHORITY": "https://api.example.com", "KONG_JWT_AUDIENCE": "example-api",
      ]
      let one = try await ServiceProcess.run(["cache", "purge", "--consumer", SandboxSeed.alice], variables)
      #expect(one.exitCode == 0)
      #expect(
        one.output == ["Forgotten: \(SandboxSeed.alice); 1 shared entries, and every replica has been told"])
      for replica in fleet.replicas { try await remembers(1, replica) }
      let all = try await ServiceProcess.run(["cache", "purge", "--all"], variables)
      #expect(all.exitCode == 0)
      for replica in fleet.replicas { try await remembers(0, replica) }
    }
  }

  @Test func `who may not hear messages finds the purge by looking`() async throws {
    let user = RedisServer.User(name: "cache", password: "p", rules: "~* resetchannels +@all")
    let variables = [
      "REDIS_USERNAME": "cache", "REDIS_PASSWORD": "p", "CACHE_INVALIDATION_POLL_SECONDS": "1",
    ]
    try await Fleet.play(variables, RedisServer.Options(user: user)) { fleet in
      for replica in fleet.replicas {
        #expect(try await replica.service.get("/tokens", as: SandboxSeed.alice).status == 200)
        try await fleet.entryIsThere(SandboxSeed.alice)
      }
      #expect(try await fleet.replicas[0].service.send(.DELETE, "/admin/cache/\(SandboxSeed.alice)").status == 200)
      for replica in fleet.replicas { try await remembers(0, replica) }
      #expect(try await fleet.replicas[1].service.get("/metrics").body.contains("\"hearsPurges\":false"))
    }
  }

  @Test func `without Redis this replica forgets, and says that the others have not been told`() async throws {
    try await Fleet.play(replicas: 1) { fleet in
      #expect(try await fleet.replicas[0].service.get("/tokens", as: SandboxSeed.alice).status == 200)
      await fleet.redis.kill()
      let answer = try await fleet.replicas[0].service.send(.DELETE, "/admin/cache/\(SandboxSeed.alice)")
      #expect(answer.status == 503)
      #expect(answer.text("detail")?.contains("the others have not been told") == true)
      try await remembers(0, fleet.replicas[0])
    }
  }

  @Test func `without a shared cache the service on this machine is asked`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      let variables = [
        "HOST": "127.0.0.1", "PORT": "\(scene.port)", "KONG_ADMIN_URL": "http://127.0.0.1:1",
        "KONG_JWT_AUTHORITY": "https://api.example.com", "KONG_JWT_AUDIENCE": "example-api",
      ]
      let purge = try await ServiceProcess.run(["cache", "purge", "--consumer", SandboxSeed.alice], variables)
      #expect(purge.exitCode == 0)
      #expect(purge.output == ["Forgotten: \(SandboxSeed.alice); 1 entries of this replica"])
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == 2)
    }
  }

  @Test(arguments: [[], ["--all", "--consumer", "x"], ["--consumer", ""]])
  func `whom to forget must be said, and once`(arguments: [String]) async throws {
    let purge = try await ServiceProcess.run(["cache", "purge"] + arguments)
    #expect(purge.exitCode == 64)
    #expect(purge.errors.first?.contains("Say whom to forget: either --consumer ID or --all.") == true)
  }
}
