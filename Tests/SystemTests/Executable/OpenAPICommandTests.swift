import Testing

/// `authentication-service openapi`.
@Suite(.timeLimit(.minutes(1))) struct OpenAPICommandTests {
  @Test(arguments: [([], "application/json"), (["--yaml"], "application/yaml")])
  func `prints what the service says of itself`(arguments: [String], type: String) async throws {
    let variables = ["API_TITLE": "Mine", "MANAGEMENT_TOKEN": "operators"]
    let run = try await ServiceProcess.run(["openapi"] + arguments, variables)
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    try await Scene.play(variables) { scene in
      let answer = try await scene.service.get("/", [("Accept", type)])
      #expect(answer.header("Content-Type") == type)
      #expect(run.output == answer.body.split(separator: "\n").map(String.init))
    }
  }

  @Test func `needs no setting, and says which of those that count is wrong`() async throws {
    #expect(try await ServiceProcess.run(["openapi"]).exitCode == 0)
    #expect(try await ServiceProcess.run(["openapi"], ["PORT": "http", "KONG_ADMIN_URL": "ftp://x"]).exitCode == 0)
    let wrong = try await ServiceProcess.run(["openapi"], ["API_CONTACT_EMAIL": "team", "NODE_ENV": "prod"])
    #expect(wrong.exitCode == 78 && wrong.output.isEmpty)
    #expect(
      wrong.errors.contains { $0.contains("API_CONTACT_EMAIL") } && wrong.errors.contains { $0.contains("NODE_ENV") })
  }

  @Test func `describes either port`() async throws {
    let general = try await ServiceProcess.run(["openapi"], ["NODE_ENV": "production"]).output.joined()
    let management = try await ServiceProcess.run(["openapi", "--management"], ["NODE_ENV": "production"]).output
      .joined()
    #expect(general.contains("\"/tokens\":") && !general.contains("/admin/cache"))
    #expect(!management.contains("\"/tokens\":") && management.contains("\"/admin/cache\""))
  }
}
