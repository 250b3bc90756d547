import Synchronization

/// The servers of a cluster that we talk to, one connection each.
final class ClusterNodes: Sendable {
  private let makeNode: @Sendable (RedisAddress) -> RedisNode
  private let nodes = Mutex<[RedisAddress: RedisNode]>([:])
  private let started: AsyncStream<RedisNode>
  private let start: AsyncStream<RedisNode>.Continuation

  init(_ makeNode: @escaping @Sendable (RedisAddress) -> RedisNode) {
    self.makeNode = makeNode
    (started, start) = AsyncStream.makeStream(of: RedisNode.self)
  }

  /// Keeps the connections of all nodes until the task is cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      for await node in started {
        group.addTask { await node.run() }
      }
    }
    for node in all { node.stop() }
  }

  /// The node with an address, from now on if it is new.
  func node(at address: RedisAddress) -> RedisNode {
    nodes.withLock { nodes in
      if let node = nodes[address] { return node }
      let node = makeNode(address)
      nodes[address] = node
      start.yield(node)
      return node
    }
  }

  /// The node with an address, if there is one.
  subscript(address: RedisAddress) -> RedisNode? { nodes.withLock { $0[address] } }

  var all: [RedisNode] { nodes.withLock { Array($0.values) } }

  /// Lets all go but some.
  func keepOnly(_ addresses: Set<RedisAddress>) {
    let rest = nodes.withLock { nodes in
      let rest = nodes.filter { !addresses.contains($0.key) }
      nodes = nodes.filter { addresses.contains($0.key) }
      return rest
    }
    for node in rest.values { node.stop() }
  }
}
