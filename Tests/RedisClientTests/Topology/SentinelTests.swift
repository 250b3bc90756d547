import RedisTestSupport
import Testing

@testable import RedisClient

@Suite(.serialized, .timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled))
struct `A master that Sentinels watch` {
  static let options = RedisServer.Options(password: "secret")

  /// A client of the master by way of Sentinels that ask for a password of their own.
  static func use(
    _ ports: [Int], _ name: String = "mymaster", sentinelPassword: String = "guarded",
    _ body: (RedisClient, NodeEvents) async throws -> Void
  ) async throws {
    let directory = SentinelDirectory(
      ports.map { .tcp(host: "127.0.0.1", port: $0) }, master: name,
      connector: .testing(.password(sentinelPassword)), pause: .milliseconds(50))
    let events = NodeEvents()
    let connector = RedisConnector.testing(.password("secret"))
    let topology = SentinelTopology(directory, connector: connector, policy: .brisk, onEvent: events.note)
    try await RedisClient.use(topology, connector) { client in
      try await body(client, events)
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `is followed to its successor, without a restart`(_ kind: RedisServer.Kind) async throws {
    try await SentinelTrio.use(kind, Self.options, sentinelPassword: "guarded") { trio in
      // The first that is asked is not there.
      try await Self.use([1] + trio.sentinelPorts) { client, events in
        let old = try await trio.master()
        try await client.set("key", to: "before")
        #expect(try await old.command("GET", "key") == "before")
        #expect(try await old.command("WAIT", "2", "0") == "2")
        try await events.wait(for: .connected)

        await old.kill()
        try await events.wait(for: .lost)
        #expect(await failure { try await client.text("key") } == .disconnected)
        try await events.wait(for: .connected)
        let new = try await trio.master(after: old)
        #expect(try await client.text("key") == "before")
        try await client.set("key", to: "after")
        #expect(try await new.command("GET", "key") == "after")
        #expect(client.topology.primaries.map(\.address) == [new.address])

        // Two of the three go: who is left is enough to find the master, and to keep it.
        for sentinel in trio.sentinels.prefix(2) { await sentinel.kill() }
        try await Self.use(trio.sentinelPorts) { late, _ in
          #expect(try await late.text("key") == "after")
          try await late.ping(within: .patience)
        }
        #expect(try await client.text("key") == "after")
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `is given up for the one that takes writes`(_ kind: RedisServer.Kind) async throws {
    try await RedisReplication.use(kind, replicas: 1, Self.options) { replication in
      let (old, new) = (replication.master, replication.replicas[0])
      // In place of Sentinels, which do not let a master be demoted by hand: nobody tells of the change.
      let isDemoted = Flag()
      let script: ScriptedRedis.Script = { command, _ in
        guard command.first == "SENTINEL" else { return nil }
        let port = "\(isDemoted.isSet ? new.port : old.port)"
        return .text("*2\r\n$9\r\n127.0.0.1\r\n$\(port.utf8.count)\r\n\(port)\r\n")
      }
      try await ScriptedRedis.use(script) { sentinel in
        try await Self.use([sentinel.port]) { client, events in
          try await client.set("key", to: "before")
          try await events.wait(for: .connected)
          try await new.command("REPLICAOF", "NO", "ONE")
          try await old.command("REPLICAOF", "127.0.0.1", "\(new.port)")
          isDemoted.set()
          let refusal = await failure { try await client.set("key", to: "after") }
          #expect(refusal?.description == "answered READONLY")
          try await events.wait(for: .connected)
          try await client.set("key", to: "after")
          #expect(try await new.command("GET", "key") == "after")
        }
      }
    }
  }

  @Test func `is entered anew when it takes no writes, and still is the master`() async throws {
    let script: ScriptedRedis.Script = { command, connection in
      command.first == "SET" && connection == 1 ? .text("-READONLY You may not write\r\n") : nil
    }
    try await ScriptedRedis.use(script) { master in
      let port = "\(master.port)"
      let answer = "*2\r\n$9\r\n127.0.0.1\r\n$\(port.utf8.count)\r\n\(port)\r\n"
      try await ScriptedRedis.use({ command, _ in command.first == "SENTINEL" ? .text(answer) : nil }) { sentinel in
        try await Self.use([sentinel.port]) { client, events in
          try await events.log.expect(.connected)
          let refusal = await failure { try await client.set("key", to: "value") }
          #expect(refusal?.description == "answered READONLY")
          try await events.log.expect(.lost, .connected)
          try await client.set("key", to: "value")
        }
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `is not found by who asks for another, or is not let in`(_ kind: RedisServer.Kind) async throws {
    try await SentinelTrio.use(kind, Self.options, sentinelPassword: "guarded") { trio in
      try await Self.use(trio.sentinelPorts, "othermaster") { client, _ in
        #expect(client.topology.primaries.isEmpty)
        #expect(await failure { try await client.ping(within: .patience) } == .disconnected)
      }
      try await Self.use(trio.sentinelPorts, sentinelPassword: "wrong") { client, _ in
        #expect(!client.isConnected)
        #expect(await failure { try await client.set("key", to: "value") } == .disconnected)
      }
      try await Self.use(trio.sentinelPorts) { client, _ in try await client.ping(within: .patience) }
    }
  }
}
