package import NIOCore

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

  package func connection(for command: RedisCommand) -> RedisConnection? {
    node.connection
  }

  package func recover(
    from error: RedisError, of command: RedisCommand, after preludes: [RedisCommand], by origin: RedisConnection,
    until deadline: NIODeadline
  ) async throws(RedisFailure) -> RESPValue {
    // Behind one address there may be another server by now.
    if error.code == "READONLY" { origin.close() }
    throw .server(error)
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
