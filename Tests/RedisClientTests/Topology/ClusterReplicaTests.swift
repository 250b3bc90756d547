import RedisClient
import RedisTestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled))
struct `A cluster with replicas` {
  @Test(arguments: RedisServer.Kind.installed)
  func `answers reads from them if asked to, and goes on without a primary`(_ kind: RedisServer.Kind) async throws {
    try await RedisCluster.use(kind, replicated: true) { cluster in
      try await cluster.use { client, _ in
        for key in RedisCluster.keys { try await client.set(key, to: "value of \(key)") }
        for primary in cluster.primaries { try await primary.command("WAIT", "1", "0") }
        for key in RedisCluster.keys { #expect(try await client.text(key) == "value of \(key)") }
        #expect(try await reads(of: cluster.replicas) == 0)
        try await readsFromReplicas(cluster)
        try await changesRoles(cluster)
      }
      try await losesPrimary(cluster)
    }
  }

  /// How often these servers were asked for a value.
  private func reads(of servers: [RedisServer]) async throws -> Int {
    var count = 0
    for server in servers { count += try await server.calls(of: "get") }
    return count
  }

  private func readsFromReplicas(_ cluster: RedisCluster) async throws {
    for node in cluster.nodes {
      // Replicas are shown once they have told how far they are; the client would look again half a minute later.
      try await eventually {
        try await node.command("CLUSTER", "SLOTS").split(separator: "\n").count { $0 == "127.0.0.1" } == 6
      }
    }
    try await cluster.use(readsFromReplicas: true) { client, events in
      for _ in 1...6 { try await events.wait(for: .connected) }
      let before = try await reads(of: cluster.primaries)
      for key in RedisCluster.keys { #expect(try await client.text(key) == "value of \(key)") }
      #expect(try await reads(of: cluster.primaries) == before)
      #expect(try await reads(of: cluster.replicas) == RedisCluster.keys.count)
      // Writes go where they belong.
      try await client.set("key:0", to: "written")
      for node in cluster.nodes { #expect(try await node.errors("MOVED") == 0) }
    }
  }

  /// A primary becomes the replica of its replica.
  private func changesRoles(_ cluster: RedisCluster) async throws {
    let (old, new) = (cluster.primaries[0], cluster.replicas[0])
    try await cluster.use(readsFromReplicas: true) { client, events in
      for _ in 1...6 { try await events.wait(for: .connected) }
      try await new.command("CLUSTER", "FAILOVER")
      _ = try await cluster.owner(ofSlot: 0, after: old)
      // Until the client knows, it is told so. The slot is 0.
      try await client.set("{06S}", to: "value")
      try await eventually { client.topology.primaries.contains { $0.address == new.address } }
      let before = try await old.errors("MOVED")
      for key in RedisCluster.keys { _ = try await client.text(key) }
      #expect(try await old.errors("MOVED") == before)
    }
  }

  private func losesPrimary(_ cluster: RedisCluster) async throws {
    try await cluster.use { client, events in
      for _ in 1...3 { try await events.wait(for: .connected) }
      let old = cluster.primaries[2]
      await old.kill()
      try await events.wait(for: .lost)
      #expect(!client.isConnected)
      // The last slot is the last primary's.
      let new = try await cluster.owner(ofSlot: 16_383, after: old)
      #expect(new === cluster.replicas[2])
      try await events.wait(for: .connected)
      try await eventually { client.isConnected }
      for key in RedisCluster.keys.dropFirst() { #expect(try await client.text(key) == "value of \(key)") }
      for key in RedisCluster.keys { try await client.set(key, to: "again") }
      #expect(try await new.command("DBSIZE") != "0")
    }
  }
}
