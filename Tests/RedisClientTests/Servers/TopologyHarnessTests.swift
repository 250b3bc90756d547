import RedisTestSupport
import Testing

/// What the tests of the client rely on when several servers work together.
@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `Servers together` {
  @Test(arguments: RedisServer.Kind.installed)
  func `replicas follow their master`(_ kind: RedisServer.Kind) async throws {
    try await RedisReplication.use(kind, RedisServer.Options(password: "secret")) { replication in
      try await replication.master.command("SET", "key", "value")
      #expect(try await replication.master.command("WAIT", "2", "0") == "2")
      for replica in replication.replicas { #expect(try await replica.command("GET", "key") == "value") }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `sentinels replace a master that was killed`(_ kind: RedisServer.Kind) async throws {
    let user = RedisServer.User(name: "service", password: "secret")
    try await SentinelTrio.use(
      kind, masterName: "tokens", RedisServer.Options(user: user), sentinelPassword: "guarded"
    ) { trio in
      let old = try await trio.master()
      #expect(trio.sentinelPorts.count == 3)
      #expect(trio.servers[old.port] === old)
      await old.kill()
      let new = try await trio.master(after: old)
      #expect(new !== old)
      #expect(try await trio.masterPort() == new.port)
      #expect(try await new.command("ROLE").hasPrefix("master"))
      try await old.start()
      try await old.command("INFO", "replication", until: { $0.hasPrefix("master_port:\(new.port)") })
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `slots move with their keys`(_ kind: RedisServer.Kind) async throws {
    try await RedisCluster.use(kind, RedisServer.Options(password: "secret")) { cluster in
      let slot = 12_182
      let source = try await cluster.owner(ofSlot: slot)
      let target = try #require(cluster.primaries.first { $0 !== source })
      // The slot of both is 12182.
      for key in ["foo", "{foo}2"] { try await source.command("SET", key, "value of \(key)") }

      try await cluster.beginMove(slot, to: target)
      try await cluster.migrateKeys(slot, to: target, ["foo"])
      #expect(try await source.command("GET", "{foo}2") == "value of {foo}2")
      #expect(try await source.refusal("GET", "foo") == "ASK \(slot) 127.0.0.1:\(target.port)")

      try await cluster.migrateKeys(slot, to: target)
      try await cluster.finishMove(slot, to: target)
      #expect(try await cluster.owner(ofSlot: slot) === target)
      #expect(try await source.refusal("GET", "foo") == "MOVED \(slot) 127.0.0.1:\(target.port)")
      for key in ["foo", "{foo}2"] { #expect(try await target.command("GET", key) == "value of \(key)") }

      try await cluster.moveSlot(slot, to: source)
      #expect(try await cluster.owner(ofSlot: slot) === source)
      #expect(try await source.command("GET", "foo") == "value of foo")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `a replica takes the slots of a primary that was killed`(_ kind: RedisServer.Kind) async throws {
    try await RedisCluster.use(kind, replicated: true) { cluster in
      #expect(cluster.nodes.count == 6)
      let old = cluster.primaries[0]
      await old.kill()
      let new = try await cluster.owner(ofSlot: 0, after: old)
      #expect(new === cluster.replicas[0])
    }
  }
}

extension RedisServer {
  /// What is said against a command; nil if nothing is.
  fileprivate func refusal(_ command: String...) async throws -> String? {
    do {
      try await self.command(command)
      return nil
    } catch let refusal as CommandRefused {
      return refusal.message
    }
  }
}
