import RedisClient
import RedisTestSupport
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `A slot that moves under load`
{
  @Test(arguments: RedisServer.Kind.installed)
  func `loses nothing, and takes no value for another`(_ kind: RedisServer.Kind) async throws {
    try await RedisCluster.use(kind) { cluster in
      try await cluster.use { client, _ in
        let isMoved = Flag()
        let load = (0..<8).map { worker in Task { try await work(worker, client, until: isMoved) } }
        let source = try await cluster.owner(ofSlot: 12_182)
        for target in cluster.primaries where target !== source { try await cluster.moveSlot(12_182, to: target) }
        isMoved.set()
        var rounds = 0
        for task in load { rounds += try await task.value }
        #expect(rounds > 8)
        let redirected = try await source.errors("MOVED") + source.errors("ASK")
        #expect(redirected > 0)
      }
    }
  }

  /// Sets and gets keys of its own, half of them in the slot that moves; returns how often.
  ///
  /// - Throws: when a command fails, or a value is not what was set last.
  private func work(_ worker: Int, _ client: RedisClient, until isOver: Flag) async throws -> Int {
    var rounds = 0
    var latest: [String: String] = [:]
    while !isOver.isSet {
      rounds += 1
      let key = rounds.isMultiple(of: 2) ? "{foo}:\(worker):\(rounds % 20)" : "key:\(worker):\(rounds % 20)"
      let value = "\(key) \(rounds)"
      #expect(try await client.text(key) == latest[key])
      try await client.set(key, to: value)
      latest[key] = value
      #expect(try await client.text(key) == value)
    }
    for (key, value) in latest { #expect(try await client.text(key) == value) }
    return rounds
  }
}
