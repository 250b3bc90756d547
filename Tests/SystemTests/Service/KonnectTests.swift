import HTTPEdge
import KongSandbox
import RedisTestSupport
import Testing

/// Konnect: Kong's cloud, where a consumer is found in more than one step.
@Suite(.timeLimit(.minutes(1))) struct KonnectTests {
  /// The paths that the service has asked for on behalf of consumers, in their order.
  private func calls(_ scene: Scene) -> [String] {
    scene.sandbox.admin.log.entries().filter { $0.path != "/" }.map { "\($0.method.name) \($0.path)" }
  }

  @Test func `the first look-up makes the realm and resolves the consumer, the next ones need neither`() async throws {
    try await KongSpelling.konnect.play { scene in
      for consumer in [SandboxSeed.alice, SandboxSeed.bob] {
        let answer = try await scene.service.get("/tokens", as: consumer)
        #expect(answer.status == 200)
      }
      let consumers = "GET /core-entities/consumers"
      #expect(
        calls(scene) == [
          "GET /realms/default", "POST /realms",
          "\(consumers)/\(SandboxSeed.alice)", "\(consumers)/\(SandboxSeed.alice)/jwt",
          "\(consumers)/\(SandboxSeed.bob)", "\(consumers)/\(SandboxSeed.bob)/jwt",
        ])
    }
  }

  @Test func `a look-up of a consumer that was resolved before is one call`() async throws {
    try await KongSpelling.konnect.play(["CACHING_TTL_SECONDS": "1"]) { scene in
      let path = KongSpelling.konnect.credentials
      _ = try await eventually({ try await scene.service.get("/tokens", as: SandboxSeed.alice) }) { _ in
        scene.sandbox.admin.log.count(to: path) >= 2
      }
      let known = ["/realms/default", "/realms", "/core-entities/consumers/\(SandboxSeed.alice)"]
      #expect(scene.sandbox.admin.log.entries().filter { known.contains($0.path) }.count == 3)
    }
  }

  @Test func `a realm that is there is not made again`() async throws {
    try await KongSpelling.konnect.play { scene in
      let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(answer.status == 200)
    }
    try await Sandbox.use(SandboxConfiguration(adminToken: KongSpelling.token)) { sandbox in
      sandbox.admin.faults.inject(.status(.ok, fields: [], body: "{}"), on: "/realms/*")
      let variables = [
        "KONG_MODE": "KONNECT", "KONG_ADMIN_TOKEN": KongSpelling.token,
        "KONG_ADMIN_URL": "http://\(sandbox.admin.authority)",
      ]
      try await Scene.play(variables) { scene in
        let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
        #expect(answer.status == 200)
      }
      #expect(sandbox.admin.log.count(to: "/realms") == 0)
    }
  }

  @Test(arguments: [
    "/realms/*", "/core-entities/consumers/*", "/core-entities/consumers", "/core-entities/consumers/*/jwt",
  ])
  func `trouble in any step is an outage and never the consumer's fault`(_ path: String) async throws {
    try await KongSpelling.konnect.play { scene in
      scene.sandbox.admin.faults.inject(.status(.internalServerError, fields: [], body: "{}"), on: PathPattern(path))
      // Known by neither id nor name, so that every step is taken.
      let consumer = path.hasSuffix("consumers") ? "nobody" : SandboxSeed.alice
      let answer = try await scene.service.get("/tokens", as: consumer)
      #expect(answer.status == 503)
      #expect(answer.code == "AUTH_004")
    }
  }

  @Test func `a realm that could not be made is tried again`() async throws {
    try await KongSpelling.konnect.play { scene in
      scene.sandbox.admin.faults.inject(.status(.internalServerError, fields: [], body: "{}"), on: "/realms", times: 1)
      let first = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(first.status == 503)
      let second = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(second.status == 200)
      #expect(scene.sandbox.admin.log.count(to: "/realms") == 2)
    }
  }

  @Test func `every call carries the token as Konnect wants it`() async throws {
    try await KongSpelling.konnect.play { scene in
      let answer = try await scene.service.get("/tokens", as: "alice")
      #expect(answer.status == 200)
      for entry in scene.sandbox.admin.log.entries() {
        #expect(entry.headers.values("Authorization") == ["Bearer \(KongSpelling.token)"])
        #expect(entry.headers["Kong-Admin-Token"] == nil)
      }
      #expect(!scene.journal.contains(KongSpelling.token))
    }
  }
}
