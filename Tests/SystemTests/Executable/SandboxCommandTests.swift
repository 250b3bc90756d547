import Testing

/// `authentication-service sandbox`, which is `make demo`.
@Suite(.timeLimit(.minutes(1))) struct SandboxCommandTests {
  @Test func `once takes every step and says so`() async throws {
    let run = try await ServiceProcess.run(["sandbox", "--once"])
    #expect(run.exitCode == 0)
    #expect(
      run.output == [
        "ok     200  /tokens  a token for an API key",
        "ok     200  /api  the protected route with that token",
        "ok     200  /tokens/validate  the token is valid",
        "ok     200  /tokens  a consumer with a custom id only",
        "ok     401  /api  the protected route without a token",
        "ok     401  /tokens  an invalid API key",
        "ok     401  /tokens  a consumer without a credential",
        "ok     401  /anon/tokens  an anonymous call",
        "all steps passed",
      ])
  }

  @Test func `a fault that is asked for happens`() async throws {
    let run = try await ServiceProcess.run(["sandbox", "--once", "--fault", "status=503:5@/consumers/*/jwt"])
    #expect(run.exitCode == 1)
    #expect(run.output.first?.contains("503") == true)
  }

  @Test func `a fault that is none is refused, with how faults are written`() async throws {
    let run = try await ServiceProcess.run(["sandbox", "--fault", "nonsense"])
    #expect(run.exitCode == 64)
    #expect(run.errors.joined().contains("latency=500ms"))
  }

  @Test func `a real environment does not lead the sandbox to a real Kong`() async throws {
    let run = try await ServiceProcess.run(
      ["sandbox", "--once"],
      [
        "NODE_ENV": "production", "KONG_ADMIN_URL": "https://kong.example.com", "KONG_ADMIN_TOKEN": "x",
        "KONG_JWT_AUDIENCE": "mine", "PORT": "1",
      ])
    #expect(run.exitCode == 0)
    #expect(run.output.last == "all steps passed")
  }

  @Test func `it stays up, tells how to use it, and ends when it is told to`() async throws {
    let output = try await OutputLines()
    let sandbox = try ServiceProcess(["sandbox"], output: output, errors: NoOutput())
    let line = try #require(await output.first(containing: "/tokens -H 'apikey: alice-api-key'"))
    let gateway = try #require(line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)).0
    let answer = try await Client(base: String(gateway)).get("/tokens", [("apikey", "alice-api-key")])
    #expect(answer.status == 200)
    sandbox.send(2)
    #expect(await sandbox.exitCode() == 0)
  }

  @Test(arguments: ["--port", "--admin-port", "--proxy-port"])
  func `a port that is taken is said in one line`(_ option: String) async throws {
    try await LocalPort.occupied { port in
      let run = try await ServiceProcess.run(["sandbox", "--once", option, "\(port)"])
      #expect(run.exitCode == 1)
      #expect(run.errors.count == 1)
      #expect(run.errors.first?.hasPrefix("Cannot listen on port \(port): another process listens there") == true)
    }
  }
}
