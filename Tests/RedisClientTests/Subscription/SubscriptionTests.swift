import NIOCore
import RedisClient
import RedisTestSupport
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `Subscription` {
  typealias Event = RedisSubscription.Event

  /// Listens while `body` runs.
  static func listen(
    _ client: RedisClient, to channel: String, liveness: Duration = .seconds(5),
    _ body: (EventLog<Event>) async throws -> Void
  ) async throws {
    let events = EventLog<Event>()
    let subscription = RedisSubscription(client, to: channel, policy: .brisk, liveness: liveness)
    let listening = Task { await subscription.run(events.note) }
    do {
      try await body(events)
    } catch {
      listening.cancel()
      throw error
    }
    listening.cancel()
    await listening.value
  }

  @Test(arguments: RedisServer.Kind.installed, `First words`.versions.indices)
  func `hears all in order, and again after the server was gone`(_ kind: RedisServer.Kind, _ index: Int) async throws {
    let options = RedisServer.Options(lines: `First words`.versions[index].lines)
    try await RedisServer.use(kind, options) { server in
      try await TestClient.use(server.address) { tester in
        try await tester.events.wait(for: .connected)
        try await Self.listen(tester.client, to: "news") { events in
          for _ in 1...2 {
            try await events.expect(.began)
            let messages: [[UInt8]] = (0..<500).map { Array("\r\nmessage \($0)".utf8) } + [[], Array(0...255)]
            for message in messages {
              #expect(try await tester.client.publish(message, to: "news", within: .patience) == 1)
            }
            for message in messages { try await events.expect(.message(ByteBuffer(bytes: message))) }

            await server.kill()
            try await events.expect(.ended)
            try await server.start()
            try await tester.events.wait(for: .connected)
          }
        }
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `begins once the user may listen`(_ kind: RedisServer.Kind) async throws {
    let user = RedisServer.User(name: "service", password: "secret", rules: "~* resetchannels +@all")
    try await RedisServer.use(kind, RedisServer.Options(user: user)) { server in
      try await TestClient.use(server.address, .password("secret", of: "service")) { tester in
        try await Self.listen(tester.client, to: "news") { events in
          try await eventually { try await server.errors("NOPERM") > 1 }
          try await server.command("ACL", "SETUSER", "service", "&news")
          try await events.expect(.began)
          try await tester.client.publish([1], to: "news", within: .patience)
          try await events.expect(.message(ByteBuffer(bytes: [1])))
        }
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `ends with the task, at the server, too`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind) { server in
      try await TestClient.use(server.address) { tester in
        try await Self.listen(tester.client, to: "news") { events in
          try await events.expect(.began)
          #expect(try await server.command("PUBSUB", "NUMSUB", "news") == "news\n1")
        }
        try await eventually { try await server.command("PUBSUB", "NUMSUB", "news") == "news\n0" }
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `follows the channel through a cluster`(_ kind: RedisServer.Kind) async throws {
    try await RedisCluster.use(kind) { cluster in
      try await cluster.use { client, _ in
        // Channels have slots as keys do, this one 12182.
        let channel = "{foo}news"
        try await Self.listen(client, to: channel) { events in
          try await events.expect(.began)
          #expect(try await client.publish([1], to: channel, within: .patience) == 1)
          try await events.expect(.message(ByteBuffer(bytes: [1])))
          let source = try await cluster.owner(ofSlot: 12_182)
          let target = try #require(cluster.primaries.first { $0 !== source })
          try await cluster.moveSlot(12_182, to: target)
          try await events.expect(.ended)
          try await events.expect(.began)
          #expect(try await client.publish([2], to: channel, within: .patience) == 1)
          try await events.expect(.message(ByteBuffer(bytes: [2])))
        }
      }
    }
  }
}
