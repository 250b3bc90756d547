import KongSandbox
import NIOHTTP1
import RedisTestSupport
import Testing

/// Trouble with Redis is nobody's trouble: warm consumers do not notice it, cold ones are served by Kong, and when it is over no
/// restart is needed.
@Suite(.timeLimit(.minutes(2))) struct RedisTroubleTests {
  /// Patience with Redis is short, so that a test of it need not be long.
  private static let impatient = [
    "CACHE_TIMEOUT_GET_MS": "300", "CACHE_TIMEOUT_SET_MS": "300", "CACHE_TIMEOUT_DELETE_MS": "300",
    "CACHE_HEALTH_MONITOR_INTERVAL_MS": "1000", "CACHE_CB_RESET_TIMEOUT": "1000",
  ]

  @Test(arguments: RedisTrouble.allCases) func `consumers are served all the same, and sharing goes on afterwards`(
    trouble: RedisTrouble
  ) async throws {
    try await Fleet.play(replicas: 1, Self.impatient) { fleet in
      let service = fleet.replicas[0].service
      #expect(try await service.get("/tokens", as: SandboxSeed.alice).status == 200)
      try await fleet.entryIsThere(SandboxSeed.alice)
      try await trouble.begin(fleet.redis)
      for _ in 0..<5 { #expect(try await service.get("/tokens", as: SandboxSeed.alice).status == 200) }
      #expect(fleet.kongCalls == 1)
      #expect(try await service.get("/tokens", as: SandboxSeed.bob).status == 200)
      #expect(fleet.kongCalls == 2)
      // Kong's no comes through as well.
      #expect(try await service.get("/tokens", as: "nobody").code == "AUTH_002")
      #expect(try await service.get("/health/ready").status == 200)
      #expect(try await service.get("/health/live").status == 200)
      try await trouble.end(fleet.redis)
      // The next consumer to be learnt is shared again, if need be at the next attempt.
      let isShared = {
        _ = try await service.send(.DELETE, "/admin/cache/\(SandboxSeed.bob)")
        _ = try await service.get("/tokens", as: SandboxSeed.bob)
        return try await fleet.redis.command("EXISTS", Fleet.key(SandboxSeed.bob))
      }
      _ = try await eventually(isShared) { $0 == "1" }
      _ = try await eventually({ try await service.get("/health").body }) {
        $0.contains("\"connected\": true") && $0.contains("\"status\": \"healthy\",\n        \"isMonitoring\": true")
      }
    }
  }

  @Test func `operators who wait in vain for others to forget are told so, and nobody blames Kong`() async throws {
    try await Fleet.play(replicas: 1, ["REQUEST_TIMEOUT_MS": "4000", "CACHE_TIMEOUT_DELETE_MS": "9000"]) { fleet in
      let service = fleet.replicas[0].service
      try await fleet.redis.pause()
      let answer = try await service.send(.DELETE, "/admin/cache/\(SandboxSeed.alice)")
      fleet.redis.resume()
      #expect(answer.status == 503 && answer.code == nil)
      #expect(
        answer.text("detail")?.contains("the others have not been told: shared cache: no reply in time") == true,
        "\(answer.body)")
    }
  }

  @Test func `a Redis that is not there at the start is found when it comes`() async throws {
    try await RedisServer.use { redis in
      await redis.kill()
      try await Sandbox.use { sandbox in
        let variables = Fleet.environment(redis).merging(Self.impatient) { $1 }
        try await Scene.play(behind: sandbox, variables) { scene in
          #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
          let health = try await scene.service.get("/health")
          #expect(health.status == 200)
          #expect(health.body.contains("\"connected\": false"))
          try await redis.start()
          _ = try await eventually({ try await scene.service.get("/health").body }) {
            $0.contains("\"connected\": true")
          }
          #expect(try await scene.service.get("/tokens", as: SandboxSeed.bob).status == 200)
          _ = try await eventually({ try await redis.command("EXISTS", Fleet.key(SandboxSeed.bob)) }) { $0 == "1" }
        }
      }
    }
  }

  @Test func `a replica that lost Redis and Kong lives on what it knows`() async throws {
    try await Fleet.play(replicas: 1, Self.impatient.merging(["CACHING_TTL_SECONDS": "1"]) { $1 }) { fleet in
      let service = fleet.replicas[0].service
      #expect(try await service.get("/tokens", as: SandboxSeed.alice).status == 200)
      await fleet.redis.kill()
      await fleet.sandbox.admin.refuse()
      let isStale = { fleet.replicas[0].journal.contains("Serving stale credentials") }
      let answer = try await eventually({ try await service.get("/tokens", as: SandboxSeed.alice) }) { _ in isStale() }
      #expect(answer.status == 200)
      #expect(try await service.get("/health/ready").status == 200)
      let health = try await service.get("/health")
      #expect(health.status == 200)
      #expect(health.text("status") == "degraded")
      try await fleet.sandbox.admin.accept()
    }
  }

  @Test func `too many failures in a row let Redis alone, which costs nothing then`() async throws {
    let variables = Self.impatient.merging(
      ["CACHE_CB_FAILURE_THRESHOLD": "1", "CACHE_CB_RESET_TIMEOUT": "300000", "CACHE_HEALTH_MONITOR_ENABLED": "false"]
    ) { $1 }
    try await Fleet.play(replicas: 1, variables) { fleet in
      let service = fleet.replicas[0].service
      try await fleet.redis.pause()
      #expect(try await service.get("/tokens", as: SandboxSeed.alice).status == 200)
      #expect(try await service.get("/tokens", as: SandboxSeed.bob).status == 200)
      let metrics = try await service.get("/metrics").body
      #expect(metrics.contains("\"circuitBreaker\":\"open\""))
      #expect(!metrics.contains("\"refusedByBreaker\":0"))
      fleet.redis.resume()
    }
  }

  @Test func `the health document says what the monitor has found`() async throws {
    let variables = Self.impatient.merging(["CACHE_HEALTH_MONITOR_UNHEALTHY_THRESHOLD": "1"]) { $1 }
    try await Fleet.play(replicas: 1, variables) { fleet in
      let health = { try await fleet.replicas[0].service.get("/health") }
      let well = try await eventually(health) { $0.body.contains("\"status\": \"healthy\",\n        \"isMonitoring\"") }
      #expect(well.text("status") == "healthy")
      #expect(well.body.contains("\"type\": \"redis\""))
      await fleet.redis.kill()
      let ill = try await eventually(health) {
        $0.body.contains("\"status\": \"unhealthy\",\n        \"isMonitoring\"")
      }
      #expect(ill.text("status") == "degraded")
      #expect(ill.body.contains("\"error\": \"not connected\""))
    }
  }

  @Test func `entries are counted without a walk through all keys for each question`() async throws {
    try await Fleet.play(replicas: 1) { fleet in
      let service = fleet.replicas[0].service
      for consumer in [SandboxSeed.alice, SandboxSeed.bob] {
        #expect(try await service.get("/tokens", as: consumer).status == 200)
        try await fleet.entryIsThere(consumer)
      }
      _ = try await eventually({ try await service.get("/health").body }) { $0.contains("\"primary\": 2,") }
      let lines = try await fleet.redis.monitor {
        for _ in 0..<50 { _ = try await service.get("/health") }
      }
      #expect(lines.filter { $0.contains("\"SCAN\"") }.count < 5)
    }
  }
}
