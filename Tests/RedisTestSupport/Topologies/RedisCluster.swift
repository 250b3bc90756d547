/// Three primaries that share the slots, each with a replica if wanted.
///
/// A primary that is silent for a second is replaced by its replica.
package struct RedisCluster: Sendable {
  /// Those that had slots in the beginning.
  package let primaries: [RedisServer]
  /// Those that followed in the beginning, in the order of their primaries.
  package let replicas: [RedisServer]
  /// What the nodes call one another, by port.
  let ids: [Int: String]

  package var nodes: [RedisServer] { primaries + replicas }

  /// The node of a port; nil if none of these has it.
  package func node(at port: Int) -> RedisServer? { nodes.first { $0.port == port } }

  /// Starts the nodes, uses them once each says that all is well, and removes them whatever happens.
  ///
  /// - Parameters:
  ///   - replicated: whether each primary has a replica.
  ///   - options: of each node; nodes with TLS do not find one another.
  package static func use<Result: Sendable>(
    _ kind: RedisServer.Kind = .redis, replicated: Bool = false,
    _ options: RedisServer.Options = RedisServer.Options(), _ body: (RedisCluster) async throws -> Result
  ) async throws -> Result {
    let buses = LoopbackPort.plans(replicated ? 6 : 3, options).map(\.port)
    defer { for bus in buses { LoopbackPort.give(back: bus) } }
    var plans: [(port: Int, options: RedisServer.Options)] = []
    for bus in buses {
      var options = options
      options.lines += [
        "cluster-enabled yes", "cluster-node-timeout 1000", "cluster-port \(bus)",
        // Who gave its last slot away stays a primary, and each replica with its own.
        "cluster-allow-replica-migration no",
      ]
      plans.append((LoopbackPort.free(), options))
    }
    return try await RedisServer.use(kind, plans) { nodes in
      var ids: [Int: String] = [:]
      for node in nodes { ids[node.port] = try await node.command("CLUSTER", "MYID") }
      let cluster = RedisCluster(primaries: Array(nodes.prefix(3)), replicas: Array(nodes.dropFirst(3)), ids: ids)
      try await cluster.form(buses: buses)
      return try await body(cluster)
    }
  }
}
