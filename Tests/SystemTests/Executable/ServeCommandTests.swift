import Foundation
import KongSandbox
import Testing

/// `authentication-service serve`, from its first line to its exit code.
@Suite(.timeLimit(.minutes(1))) struct ServeCommandTests {
  static func variables(port: Int, admin: String) -> [String: String] {
    [
      "HOST": "127.0.0.1", "PORT": "\(port)", "KONG_ADMIN_URL": "http://\(admin)",
      "KONG_JWT_AUTHORITY": "https://api.example.com", "KONG_JWT_AUDIENCE": "example-api",
      "KONG_REQUEST_TIMEOUT_MS": "30000", "KONG_CONNECT_TIMEOUT_MS": "30000", "KONG_READ_TIMEOUT_MS": "30000",
    ]
  }

  @Test(arguments: [SIGTERM, SIGINT]) func `a signal ends it in order`(_ signal: Int32) async throws {
    try await Sandbox.use { sandbox in
      let port = try await LocalPort.free()
      let (status, exitCode) = try await ServiceProcess.serve(
        Self.variables(port: port, admin: sandbox.admin.authority)
      ) { process, log in
        let answer = try await Client(base: "http://127.0.0.1:\(port)").get("/tokens", as: SandboxSeed.alice)
        process.send(signal)
        #expect(await log.first(containing: "Stopped") != nil)
        return answer.status
      }
      #expect(status == 200)
      #expect(exitCode == 0)
    }
  }

  @Test func `a second signal does not hurry a request in flight`() async throws {
    try await Sandbox.use { sandbox in
      let gate = Gate()
      sandbox.admin.faults.inject(.held(gate), on: "/consumers/*/jwt")
      let port = try await LocalPort.free()
      let (head, exitCode) = try await ServiceProcess.serve(
        Self.variables(port: port, admin: sandbox.admin.authority)
      ) { process, log in
        try await RawConnection.open(port: port) { connection in
          try await connection.request(
            "GET", "/tokens", "X-Consumer-ID: \(SandboxSeed.alice)", "X-Consumer-Username: alice")
          try await sandbox.admin.log.wait(for: 1, to: "/consumers/*/jwt")
          process.send(SIGTERM)
          #expect(await log.first(containing: "Draining") != nil)
          process.send(SIGTERM)
          process.send(SIGINT)
          gate.open()
          return try await connection.readResponse().head
        }
      }
      #expect(head.first == "HTTP/1.1 200 OK")
      #expect(head.value(of: "Connection") == "close")
      #expect(exitCode == 0)
    }
  }

  @Test func `a port that is taken is said in one line`() async throws {
    try await LocalPort.occupied { port in
      var variables = Self.variables(port: port, admin: "127.0.0.1:1")
      variables["LOG_LEVEL"] = "error"
      let run = try await ServiceProcess.run(["serve"], variables)
      #expect(run.exitCode == 1)
      #expect(run.output == [])
      #expect(
        run.errors == ["Cannot listen on port \(port): another process listens there; stop it, or set PORT"])
    }
  }

  @Test func `a Kong that is down is a warning`() async throws {
    let port = try await LocalPort.free()
    let admin = "127.0.0.1:\(try await LocalPort.free())"
    let (statuses, exitCode) = try await ServiceProcess.serve(Self.variables(port: port, admin: admin)) { _, _ in
      let client = Client(base: "http://127.0.0.1:\(port)")
      let live = try await client.get("/health/live")
      let ready = try await client.get("/health/ready")
      let token = try await client.get("/tokens", as: SandboxSeed.alice)
      return [live.status, ready.status, token.status]
    }
    #expect(statuses == [200, 503, 503])
    #expect(exitCode == 0)
  }
}
