import NIOPosix
import RedisTestSupport

@testable import RedisClient

/// A client of one server, what it keeps, and what happens to that.
struct TestClient: Sendable {
  let client: RedisClient
  let node: RedisNode
  let events: NodeEvents

  /// Runs a client while `body` uses it, from the end of the first attempt to connect on.
  static func use<Result: Sendable>(
    _ address: RedisAddress, _ access: RedisAccess = RedisAccess(), limits: RedisLimits = RedisLimits(),
    policy: ReconnectPolicy = .brisk, as role: RedisNode.Role = .any,
    _ body: (TestClient) async throws -> Result
  ) async throws -> Result {
    let events = NodeEvents()
    let connector = RedisConnector.testing(access, limits)
    let node = RedisNode(address, connector: connector, policy: policy, role: role, onEvent: events.note)
    return try await RedisClient.use(StandaloneTopology(node), connector) { client in
      try await body(TestClient(client: client, node: node, events: events))
    }
  }
}

extension RedisClient {
  /// Runs a client while `body` uses it, from the end of the first attempt to connect on.
  static func use<Result: Sendable>(
    _ topology: any RedisTopology, _ connector: RedisConnector = .testing(),
    _ body: (RedisClient) async throws -> Result
  ) async throws -> Result {
    let client = RedisClient(topology, connector: connector)
    let running = Task { await client.run() }
    let result: Result
    do {
      await topology.firstAttempt()
      result = try await body(client)
    } catch {
      running.cancel()
      throw error
    }
    running.cancel()
    await running.value
    return result
  }
}

extension RedisConnector {
  /// On the event loops that all tests share.
  static func testing(_ access: RedisAccess = RedisAccess(), _ limits: RedisLimits = RedisLimits()) -> RedisConnector {
    RedisConnector(on: MultiThreadedEventLoopGroup.singleton, access: access, limits: limits)
  }
}

extension RedisAccess {
  static func password(_ password: String, of username: String? = nil) -> RedisAccess {
    var access = RedisAccess()
    (access.username, access.password) = (username, password)
    return access
  }

  static func named(_ name: String) -> RedisAccess {
    var access = RedisAccess()
    access.clientName = name
    return access
  }
}

extension ReconnectPolicy {
  /// Waits so little that no test feels it.
  static let brisk = waiting(.milliseconds(5), cooldown: .milliseconds(20))

  /// Waits as long after each attempt, but after the last.
  static func waiting(_ delay: Duration, attempts: Int = 5, cooldown: Duration) -> ReconnectPolicy {
    var policy = ReconnectPolicy()
    (policy.baseDelay, policy.maximumDelay, policy.maximumAttempts, policy.cooldown) = (
      delay, delay, attempts, cooldown
    )
    return policy
  }
}

extension Duration {
  /// For what is to succeed: the time limit of the test is the end of its patience.
  static let patience = Duration.seconds(50)
}

extension RedisServer {
  var address: RedisAddress { .tcp(host: "127.0.0.1", port: port) }
}
