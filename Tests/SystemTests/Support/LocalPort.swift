import NIOCore
import NIOPosix

/// A TCP port of 127.0.0.1.
enum LocalPort {
  /// Where no system looks for the client's end of a connection, so that none takes a port before a test does.
  private static let range = 20_000..<32_000

  /// One that nobody listens on now, nor is given by the system to somebody who asks for any port.
  static func free() async throws -> Int {
    while true {
      let port = Int.random(in: range)
      let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      guard let listener = try? await bootstrap.bind(host: "127.0.0.1", port: port).get() else { continue }
      try await listener.close()
      return port
    }
  }

  /// One that is listened on while `body` runs.
  ///
  /// - Parameter bootstrap: says what happens to connections; by default nothing.
  static func occupied<Result: Sendable>(
    _ bootstrap: ServerBootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton),
    _ body: (Int) async throws -> Result
  ) async throws -> Result {
    let listener = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
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
