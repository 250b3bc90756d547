import Foundation
import KongSandbox
import Testing

/// Another configuration for a process that runs on.
@Suite(.timeLimit(.minutes(1))) struct ReloadTests {
  /// A service whose configuration file can be replaced, as an operator or Kubernetes would: whole, under its name.
  private struct Running {
    let process: ServiceProcess
    let log: OutputLines
    let client: Client
    let file: URL

    func replaceFile(with json: String) throws {
      try Data(json.utf8).write(to: file, options: .atomic)
    }

    /// What becomes of so many requests for a token, with a secret of the gateway.
    func statuses(_ count: Int, with secret: String) async throws -> [Int] {
      var statuses: [Int] = []
      for _ in 0..<count {
        let answer = try await client.get("/tokens", as: SandboxSeed.alice, [("X-Gateway-Secret", secret)])
        statuses.append(answer.status)
      }
      return statuses
    }

    func origin() async throws -> [String] {
      try await client.get("/health/live").values("Access-Control-Allow-Origin")
    }
  }

  private func serve(_ json: String, _ body: @Sendable (Running) async throws -> Void) async throws -> Int32? {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json")
    try Data(json.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try await Sandbox.use { sandbox in
      let port = try await LocalPort.free()
      let variables = ServeCommandTests.variables(port: port, admin: sandbox.admin.authority)
        .merging(["CONFIG_FILE": file.path, "LOG_LEVEL": "info"]) { $1 }
      return try await ServiceProcess.serve(variables) { process, log in
        try await body(
          Running(process: process, log: log, client: Client(base: "http://127.0.0.1:\(port)"), file: file))
      }.exitCode
    }
  }

  @Test func `a hangup brings what is safe, and names what waits`() async throws {
    let exitCode = try await serve(#"{"API_CORS_ORIGIN": "https://one.example"}"#) { running in
      #expect(try await running.origin() == ["https://one.example"])
      try running.replaceFile(with: #"{"API_CORS_ORIGIN": "https://two.example", "MAX_CONNECTIONS": 5}"#)
      running.process.send(SIGHUP)
      let line = await running.log.first(containing: "Configuration reloaded")
      #expect(line?.contains("API_CORS_ORIGIN") == true)
      #expect(try await running.origin() == ["https://two.example"])
      #expect(await running.log.first(containing: "wait for a restart")?.contains("MAX_CONNECTIONS") == true)
    }
    #expect(exitCode == 0)
  }

  @Test func `a new version of the file is noticed without a signal`() async throws {
    _ = try await serve(#"{"API_CORS_ORIGIN": "https://one.example"}"#) { running in
      try running.replaceFile(with: #"{"API_CORS_ORIGIN": "https://two.example"}"#)
      #expect(await running.log.first(containing: "Configuration reloaded") != nil)
      #expect(try await running.origin() == ["https://two.example"])
    }
  }

  @Test func `secrets of the gateway take each other's place without a refused request`() async throws {
    let (old, new) = ("old-secret-of-the-gateway", "new-secret-of-the-gateway")
    let secrets = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data("\(old)\n".utf8).write(to: secrets)
    defer { try? FileManager.default.removeItem(at: secrets) }
    let settings = #"{"GATEWAY_PROOF": "shared-secret", "GATEWAY_SHARED_SECRETS_FILE": "\#(secrets.path)"}"#
    _ = try await serve(settings) { running in
      func replace(with content: String) async throws {
        try Data(content.utf8).write(to: secrets, options: .atomic)
        running.process.send(SIGHUP)
        let line = await running.log.first(containing: "Configuration reloaded")
        #expect(line?.contains("GATEWAY_SHARED_SECRETS") == true)
        #expect(line?.contains(new) == false)
      }
      #expect(try await running.statuses(1, with: old) == [200])
      #expect(try await running.statuses(1, with: new) == [403])
      async let meanwhile = running.statuses(40, with: old)
      try await replace(with: "\(old),\(new)")
      #expect(try await meanwhile == Array(repeating: 200, count: 40))
      #expect(try await running.statuses(2, with: old) == [200, 200])
      async let afterwards = running.statuses(40, with: new)
      try await replace(with: new)
      #expect(try await afterwards == Array(repeating: 200, count: 40))
      #expect(try await running.statuses(2, with: new) == [200, 200])
      #expect(try await running.statuses(1, with: old) == [403])
    }
  }

  @Test func `a faulty new version changes nothing, and the next good one counts`() async throws {
    _ = try await serve(#"{"API_CORS_ORIGIN": "https://one.example"}"#) { running in
      try running.replaceFile(with: #"{"API_CORS_ORIGIN": "https://two.example", "CACHING_TTL_SECONDS": "s3cr3t"}"#)
      running.process.send(SIGHUP)
      let line = await running.log.first(containing: "Configuration not reloaded")
      #expect(line?.contains("CACHING_TTL_SECONDS: must be an integer from 1 to 3600") == true)
      #expect(line?.contains("s3cr3t") == false)
      #expect(try await running.origin() == ["https://one.example"])
      try running.replaceFile(with: #"{"API_CORS_ORIGIN": "https://three.example"}"#)
      running.process.send(SIGHUP)
      #expect(await running.log.first(containing: "Configuration reloaded") != nil)
      #expect(try await running.origin() == ["https://three.example"])
    }
  }
}
