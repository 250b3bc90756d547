extension RedisCluster {
  /// Makes nodes that know nothing a cluster, and waits until each of them knows.
  ///
  /// Takes 2 s because a primary waits that long after its start before it takes commands.
  ///
  /// - Parameter buses: the ports on which the nodes speak with one another, in their order.
  func form(buses: [Int]) async throws {
    for (index, node) in nodes.enumerated() {
      // Primaries of one epoch would have to find out who gives way.
      try await node.command("CLUSTER", "SET-CONFIG-EPOCH", "\(index + 1)")
    }
    for (index, primary) in primaries.enumerated() {
      let slots = (16_384 * index / 3)..<(16_384 * (index + 1) / 3)
      try await primary.command("CLUSTER", "ADDSLOTSRANGE", "\(slots.lowerBound)", "\(slots.upperBound - 1)")
    }
    for (index, node) in nodes.enumerated() {
      for (other, bus) in zip(nodes, buses).dropFirst(index + 1) {
        try await node.command("CLUSTER", "MEET", "127.0.0.1", "\(other.port)", "\(bus)")
      }
    }
    try await nodes.concurrently { try await waitUntil($0, knows: nodes) { $0.contains(" connected") } }
    for (replica, primary) in zip(replicas, primaries) {
      try await replica.command("CLUSTER", "REPLICATE", id(of: primary))
    }
    try await nodes.concurrently { node in
      try await waitUntil(node, knows: replicas) { $0.contains("slave ") }
      try await node.command("CLUSTER", "INFO", until: { $0.hasPrefix("cluster_state:ok") })
    }
    for replica in replicas {
      try await replica.command("INFO", "replication", until: RedisReplication.isLinked)
    }
  }

  /// What the nodes call `node`.
  func id(of node: RedisServer) -> String { ids[node.port, default: ""] }

  /// Waits until a node has said of each of these others what is awaited, in a line of `CLUSTER NODES`.
  private func waitUntil(
    _ node: RedisServer, knows others: [RedisServer], _ isAwaited: (String) -> Bool
  ) async throws {
    var unknown = Set(others.map(id))
    if unknown.isEmpty { return }
    try await node.command(
      "CLUSTER", "NODES",
      until: { line in
        if isAwaited(line) { unknown.remove(String(line.prefix { $0 != " " })) }
        return unknown.isEmpty
      })
  }
}
