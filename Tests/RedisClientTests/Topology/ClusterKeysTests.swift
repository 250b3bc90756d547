import NIOCore
import RedisTestSupport
import Synchronization
import TestSupport
import Testing

@testable import RedisClient

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `A cluster` {
  @Test(arguments: RedisServer.Kind.installed)
  func `shares the keys among its primaries`(_ kind: RedisServer.Kind) async throws {
    try await RedisCluster.use(kind, RedisServer.Options(password: "secret")) { cluster in
      var access = RedisAccess.password("secret")
      access.clientName = "ours"
      try await cluster.use(access) { client, _ in
        #expect(client.isConnected)
        #expect(Set(client.topology.primaries.map(\.address)) == Set(cluster.primaries.map(\.address)))
        try await setsAndGets(client, cluster)
        try await scans(client)
        try await removes(client, cluster)
        try await agreesOnSlots(client)
        // Nothing of that was ever sent to the wrong one, or over a second connection.
        for primary in cluster.primaries {
          #expect(try await primary.errors("MOVED") == 0)
          let clients = try await primary.command("CLIENT", "LIST").split(separator: "\n")
          #expect(clients.filter { $0.contains(" name=ours ") }.count == 1)
        }
      }
    }
  }

  private func setsAndGets(_ client: RedisClient, _ cluster: RedisCluster) async throws {
    try await withThrowingTaskGroup { group in
      for key in RedisCluster.keys { group.addTask { try await client.set(key, to: "value of \(key)") } }
      try await group.waitForAll()
    }
    for primary in cluster.primaries { #expect(try await primary.command("DBSIZE") != "0") }
    for key in RedisCluster.keys { #expect(try await client.text(key) == "value of \(key)") }
    let asked = RedisCluster.keys.reversed() + ["missing"]
    let values = try await client.get(asked, within: .patience).map { $0.map { String(buffer: $0) } }
    #expect(values == RedisCluster.keys.reversed().map { "value of \($0)" } + [nil])
  }

  private func scans(_ client: RedisClient) async throws {
    let found = Mutex<Set<String>>([])
    try await client.scan(matching: "key:*", batch: 7, within: .patience) { names in
      found.withLock { $0.formUnion(names) }
    }
    #expect(found.withLock { $0 } == Set(RedisCluster.keys))
    try await client.ping(within: .patience)
  }

  private func removes(_ client: RedisClient, _ cluster: RedisCluster) async throws {
    #expect(try await client.delete(RedisCluster.keys.prefix(30) + ["missing"], within: .patience) == 30)
    #expect(try await client.unlink(RedisCluster.keys, within: .patience) == 30)
    for primary in cluster.primaries { #expect(try await primary.command("DBSIZE") == "0") }
  }

  private func agreesOnSlots(_ client: RedisClient) async throws {
    var random = SplitMix64(seed: 16_384)
    let alphabet = Array("{}{}ab:é\u{1}")
    let keys = (0..<300).map { _ in
      String((0..<Int.random(in: 1...12, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
    }
    for key in keys + `Hash slots`.slots.map(\.key) {
      let answer = try await client.send(RedisCommand("CLUSTER", ["KEYSLOT", .text(key)]), within: .patience)
      #expect(answer == .integer(Int64(HashSlot.of(key))), "\(key)")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `gives its keys to a client whose map is older than it`(_ kind: RedisServer.Kind) async throws {
    try await RedisCluster.use(kind) { cluster in
      try await cluster.use { client, _ in
        // The slot of all of them is 12182.
        for key in ["foo", "{foo}stays"] { try await client.set(key, to: "value of \(key)") }
        let source = try await cluster.owner(ofSlot: 12_182)
        let target = try #require(cluster.primaries.first { $0 !== source })

        try await cluster.beginMove(12_182, to: target)
        try await cluster.migrateKeys(12_182, to: target, ["foo"])
        #expect(try await client.text("foo") == "value of foo")
        #expect(try await client.text("{foo}stays") == "value of {foo}stays")
        try await client.set("{foo}new", to: "value of {foo}new")
        #expect(try await client.text("{foo}new") == "value of {foo}new")
        #expect(try await source.errors("ASK") == 3)
        #expect(try await source.errors("MOVED") == 0)

        try await cluster.migrateKeys(12_182, to: target)
        try await cluster.finishMove(12_182, to: target)
        for key in ["foo", "{foo}stays", "{foo}new"] { #expect(try await client.text(key) == "value of \(key)") }
        // It was told so once, and has learnt it.
        #expect(try await source.errors("MOVED") == 1)
        for key in RedisCluster.keys { try await client.set(key, to: "value of \(key)") }
        #expect(try await target.errors("MOVED") == 0)
        #expect(client.isConnected)
      }
    }
  }
}
