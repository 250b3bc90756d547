import KongSandbox
import RedisTestSupport
import Testing

/// `authentication-service healthcheck`, as a container's probe runs it.
@Suite(.timeLimit(.minutes(1))) struct HealthCheckCommandTests {
  /// Asks with the patience of a test.
  private static func ask(_ options: String..., port: Int) async throws -> ServiceProcess.Outcome {
    try await ServiceProcess.run(["healthcheck", "--timeout", "30000"] + options, ["PORT": "\(port)"])
  }

  @Test func `where nobody listens nothing is healthy`() async throws {
    let port = try await LocalPort.free()
    let answer = try await Self.ask(port: port)
    #expect(answer.exitCode == 1)
    #expect(answer.output == [])
    #expect(
      answer.errors == ["http://127.0.0.1:\(port)/health/live does not answer: connection failed: refused"])
  }

  @Test func `a service with its Kong is alive and ready`() async throws {
    try await Sandbox.use { sandbox in
      let port = try await LocalPort.free()
      let variables = ServeCommandTests.variables(port: port, admin: sandbox.admin.authority)
      _ = try await ServiceProcess.serve(variables) { _, _ in
        let alive = try await Self.ask(port: port)
        #expect(alive.exitCode == 0)
        #expect(alive.output + alive.errors == [])
        // The first check of Kong may have come too late on a busy machine; the next one follows.
        let ready = try await eventually({ try await Self.ask("--ready", port: port) }) { $0.exitCode == 0 }
        #expect(ready.output + ready.errors == [])
        let elsewhere = try await ServiceProcess.run(["healthcheck", "--port", "\(port)", "--timeout", "30000"])
        #expect(elsewhere.exitCode == 0)
      }
    }
  }

  @Test func `a service without its Kong is alive, and not ready`() async throws {
    let port = try await LocalPort.free()
    let admin = "127.0.0.1:\(try await LocalPort.free())"
    _ = try await ServiceProcess.serve(ServeCommandTests.variables(port: port, admin: admin)) { _, _ in
      let alive = try await Self.ask(port: port)
      #expect(alive.exitCode == 0)
      let ready = try await Self.ask("--ready", port: port)
      #expect(ready.exitCode == 1)
      #expect(ready.errors == ["http://127.0.0.1:\(port)/health/ready answers 503"])
    }
  }
}
