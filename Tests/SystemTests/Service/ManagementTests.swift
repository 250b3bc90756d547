import KongSandbox
import NIOHTTP1
import Testing

/// The port for operators, beside the public one.
@Suite(.timeLimit(.minutes(1))) struct ManagementTests {
  @Test func `in staging only the management port has a management surface, and it wants the token`() async throws {
    let port = try await LocalPort.free()
    let variables = ["NODE_ENV": "staging", "MANAGEMENT_PORT": "\(port)", "MANAGEMENT_TOKEN": "token-of-operators"]
    try await Scene.play(variables) { scene in
      let management = Client(base: "http://127.0.0.1:\(port)")
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      #expect(try await scene.service.get("/admin/cache").status == 404)
      #expect(try await scene.service.send(.DELETE, "/admin/cache").status == 404)

      let refused = try await management.send(.DELETE, "/admin/cache")
      #expect(refused.status == 401)
      #expect(refused.header("WWW-Authenticate") == "Bearer")
      let wrong = try await management.send(.DELETE, "/admin/cache", [("Authorization", "Bearer token-of-others")])
      #expect(wrong.status == 401)
      let token = [(name: "Authorization", value: "Bearer token-of-operators")]
      let counts = try await management.get("/admin/cache", token)
      #expect(counts.body.contains("\"entries\": 1"))
      #expect(try await management.send(.DELETE, "/admin/cache", token).status == 200)
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == 2)
      #expect(try await management.get("/health/live").status == 200)
      #expect(try await management.get("/tokens", as: SandboxSeed.alice).status == 404)
    }
  }

  @Test func `outside of it the public port will do`() async throws {
    try await Scene.play { scene in
      let counts = try await scene.service.get("/admin/cache")
      #expect(counts.status == 200)
    }
  }

  @Test func `a management port that is taken is said in one line`() async throws {
    try await LocalPort.occupied { port in
      try await Sandbox.use { sandbox in
        var variables = ServeCommandTests.variables(port: try await LocalPort.free(), admin: sandbox.admin.authority)
        variables["MANAGEMENT_PORT"] = "\(port)"
        variables["LOG_LEVEL"] = "silent"
        let run = try await ServiceProcess.run(["serve"], variables)
        #expect(run.exitCode == 1)
        #expect(run.errors.count == 1)
        #expect(run.errors.first?.contains("MANAGEMENT_PORT") == true)
      }
    }
  }
}
