import NIOCore
import NIOPosix
import Synchronization

/// TCP ports of 127.0.0.1 for servers.
enum LoopbackPort {
  /// Where no system looks for the client's end of a connection, so that none takes a port before a server does.
  private static let range = 20_000..<32_000
  /// A server that is stopped for a while finds its port free when it starts again.
  private static let given = Mutex<Set<Int>>([])

  /// One that nobody listens on now, nor is given to anybody else.
  static func free() async throws -> Int {
    while true {
      let port = Int.random(in: range)
      guard given.withLock({ $0.insert(port).inserted }) else { continue }
      let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      guard let listener = try? await bootstrap.bind(host: "127.0.0.1", port: port).get() else {
        give(back: port)
        continue
      }
      try await listener.close()
      return port
    }
  }

  static func give(back port: Int) {
    given.withLock { _ = $0.remove(port) }
  }
}

extension LoopbackPort {
  /// Free ports for as many servers with the same options.
  static func plans(
    _ count: Int, _ options: RedisServer.Options
  ) async throws -> [(port: Int, options: RedisServer.Options)] {
    var plans: [(Int, RedisServer.Options)] = []
    for _ in 0..<count { plans.append((try await free(), options)) }
    return plans
  }
}
