import RedisTestSupport
import Testing

@Suite(.serialized) struct TemporaryTimings {
  @Test(arguments: RedisServer.Kind.installed) func times(_ kind: RedisServer.Kind) async throws {
    let clock = ContinuousClock()
    var t = clock.now
    try await RedisServer.use(kind) { _ in print("TIMING", kind, "server", clock.now - t) }
    if kind.speaksTLS {
      t = clock.now
      try await RedisServer.use(kind, RedisServer.Options(tls: RedisServer.TLS())) { _ in print("TIMING", kind, "tls", clock.now - t) }
    }
    t = clock.now
    try await RedisReplication.use(kind) { _ in print("TIMING", kind, "replication", clock.now - t) }
    t = clock.now
    try await SentinelTrio.use(kind) { _ in print("TIMING", kind, "sentinel", clock.now - t) }
    t = clock.now
    try await RedisCluster.use(kind) { cluster in
      print("TIMING", kind, "cluster", clock.now - t)
      t = clock.now
      try await cluster.moveSlot(1, to: cluster.primaries[2])
      print("TIMING", kind, "move", clock.now - t)
    }
    t = clock.now
    try await RedisCluster.use(kind, replicated: true) { _ in print("TIMING", kind, "cluster+replicas", clock.now - t) }
    if kind == .valkey {
    try await RedisServer.use(kind) { server in
      print("TIMING pausing")
      try await server.pause()
      try await server.command("PING")
    }
    }
  }
}
