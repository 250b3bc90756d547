import Foundation
import KongSandbox
import Testing

/// A process that begins in the middle of an outage with what the one before it knew.
@Suite(.timeLimit(.minutes(1))) struct WarmStartTests {
  @Test func `a restart without Kong serves those who were known`() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try await Sandbox.use { sandbox in
      let port = try await LocalPort.free()
      let client = Client(base: "http://127.0.0.1:\(port)")
      let variables = ServeCommandTests.variables(port: port, admin: sandbox.admin.authority).merging([
        "CACHE_SNAPSHOT_FILE": file.path, "CACHE_ENCRYPTION_KEYS": String(repeating: "0f", count: 32),
      ]) { $1 }
      let first = try await ServiceProcess.serve(variables) { _, _ in
        try await client.get("/tokens", as: SandboxSeed.alice).status
      }
      #expect(first.0 == 200)
      #expect(first.exitCode == 0)
      await sandbox.admin.refuse()
      let second = try await ServiceProcess.serve(variables) { _, _ in
        [
          try await client.get("/health/ready").status, try await client.get("/tokens", as: SandboxSeed.alice).status,
          try await client.get("/tokens", as: SandboxSeed.bob).status,
        ]
      }
      #expect(second.0 == [200, 200, 503])
    }
  }
}
