/// One server.
package struct StandaloneTopology: RedisTopology {
  private let node: RedisNode

  package init(_ node: RedisNode) {
    self.node = node
  }

  package var primaries: [RedisNode] { [node] }

  package func run() async {
    await node.run()
  }

  package func send(
    _ command: RedisCommand, after preludes: [RedisCommand], within limit: Duration
  ) async throws(RedisFailure) -> RESPValue {
    do throws(RedisFailure) {
      return try await node.send(command, after: preludes, within: limit)
    } catch {
      // Behind one address there may be another server by now.
      if case .server(let error) = error, error.code == "READONLY" { node.reconnect() }
      throw error
    }
  }

  package func firstAttempt() async {
    await node.firstAttempt()
  }

  package func subscription(to channel: String) -> RedisSubscriptionPoint? {
    RedisSubscriptionPoint(address: node.address, isSharded: false)
  }

  package func tryNow() {
    node.tryNow()
  }

  package func reconnect() {
    node.reconnect()
  }
}
