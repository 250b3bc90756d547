import KongSandbox
import Testing

/// How the Admin API is asked.
@Suite(.timeLimit(.minutes(1))) struct AdminAPITests {
  private static let token = "0123456789abcdef0123456789abcdef"

  @Test(arguments: ["http://{admin}", "http://{admin}/", "http://{admin}//"])
  func `a slash at the end of the address does not matter`(_ url: String) async throws {
    try await Scene.play(["KONG_ADMIN_URL": url]) { scene in
      let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(answer.status == 200)
      let paths = scene.sandbox.admin.log.entries().map(\.path)
      #expect(Set(paths) == ["/status", "/consumers/\(SandboxSeed.alice)/jwt"])
    }
  }

  @Test(arguments: ["/kong/admin", "/kong/admin/"])
  func `an Admin API may have a base path`(_ path: String) async throws {
    // The Admin API of one Kong behind the proxy of another, as Kong's manual recommends it.
    try await Sandbox.use { other in
      try await Scene.play(["KONG_ADMIN_URL": "http://\(other.proxy.authority)\(path)"]) { scene in
        let admin = scene.sandbox.admin.authority
        other.gateway.replaceRoutes(with: [
          GatewayRoute(
            "/kong/admin", service: GatewayService(authority: admin, upstream: other.upstream(authority: admin)))
        ])
        let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
        #expect(answer.status == 200)
        #expect(other.proxy.log.count(to: "/kong/admin/consumers/*/jwt") == 1)
        #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == 1)
      }
    }
  }

  @Test func `the admin token is sent with every call, and nowhere else`() async throws {
    let kong = SandboxConfiguration(adminToken: Self.token)
    try await Scene.play(["KONG_ADMIN_TOKEN": Self.token], kong: kong) { scene in
      let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(answer.status == 200)
      let readiness = try await scene.service.get("/health/ready")
      #expect(readiness.status == 200)
      for entry in scene.sandbox.admin.log.entries() {
        #expect(entry.headers.values("Kong-Admin-Token") == [Self.token])
        #expect(entry.headers["User-Agent"]?.hasPrefix("Authentication-Service/") == true)
      }
      #expect(!scene.journal.contains(Self.token))
    }
  }

  @Test(arguments: [["KONG_ADMIN_TOKEN": "wrong"], [:]])
  func `without the right admin token nobody is unknown: it is an outage`(_ variables: [String: String]) async throws {
    try await Scene.play(variables, kong: SandboxConfiguration(adminToken: Self.token)) { scene in
      let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(answer.status == 503)
      #expect(answer.code == "AUTH_004")
      #expect(try await scene.service.get("/health/ready").status == 503)
      #expect(scene.journal.contains("error: Kong refused the admin token"))
    }
  }

  static let ids = [
    ("../x", "/consumers/..%2Fx"),
    ("a/b?x#y", "/consumers/a%2Fb%3Fx%23y"),
    ("100%", "/consumers/100%25"),
    ("a+b", "/consumers/a%2Bb"),
    ("..", "/consumers/%2E%2E"),
    (".", "/consumers/%2E"),
    ("../jwts?x=", "/consumers/..%2Fjwts%3Fx%3D"),
    ("zoë", "/consumers/zo%C3%AB"),
  ]

  @Test(arguments: ids) func `an id stays one segment of the path`(_ id: String, _ path: String) async throws {
    try await Scene.play { scene in
      let answer = try await scene.service.get("/tokens", as: id)
      #expect(answer.code == "AUTH_002")
      #expect(answer.text("consumerId") == id)
      let calls = scene.sandbox.admin.log.entries().filter { $0.path != "/status" }
      #expect(calls.map(\.path) == [path])
      #expect(calls.map(\.query) == [nil])
    }
  }

  @Test func `a user name in the place of an id leads to the consumer of that name`() async throws {
    try await Scene.play { scene in
      let answer = try await scene.service.get("/tokens", as: "alice")
      #expect(answer.status == 200)
      let calls = scene.sandbox.admin.log.entries().filter { $0.path != "/status" }
      #expect(calls.map(\.path) == ["/consumers/alice", "/consumers/\(SandboxSeed.alice)/jwt"])
    }
  }
}
