import NIOCore
import NIOPosix

/// A TCP port of 127.0.0.1.
enum LocalPort {
  /// One that nobody listens on now.
  static func free() async throws -> Int {
    try await occupied { $0 }
  }

  /// One that is listened on while `body` runs.
  static func occupied<Result: Sendable>(_ body: (Int) async throws -> Result) async throws -> Result {
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0).get()
    let result: Result
    do {
      result = try await body(listener.localAddress?.port ?? 0)
    } catch {
      try await listener.close()
      throw error
    }
    try await listener.close()
    return result
  }
}
