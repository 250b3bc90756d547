import KongSandbox
import NIOPosix

extension Sandbox {
  /// Starts a sandbox, uses it, and stops it whatever happens.
  static func use<Result: Sendable>(
    _ configuration: SandboxConfiguration = SandboxConfiguration(), _ body: (Sandbox) async throws -> Result
  ) async throws -> Result {
    let sandbox = try await start(configuration, on: .singleton)
    let result: Result
    do {
      result = try await body(sandbox)
    } catch {
      await sandbox.stop()
      throw error
    }
    await sandbox.stop()
    return result
  }
}
