import RedisClient
import RedisTestSupport
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `Commands about servers` {
  @Test(arguments: RedisServer.Kind.installed)
  func `a server is known by kind and version`(_ kind: RedisServer.Kind) async throws {
    try await `Commands on a key`.use(kind) { server, client in
      let description = try #require(client.server)
      #expect(description.kind.rawValue == kind.rawValue)
      let version = try await server.command("INFO", "server").split(whereSeparator: \.isNewline)
        .first { $0.hasPrefix("\(kind)_version:") }
      #expect(version.map(String.init) == "\(kind)_version:\(description.version)")
      #expect(client.isConnected)
      try await client.ping(within: .patience)
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `a section of what a server says about itself`(_ kind: RedisServer.Kind) async throws {
    try await `Commands on a key`.use(kind) { _, client in
      let memory = try await client.info("memory", within: .patience)
      #expect(memory.hasPrefix("# Memory"))
      #expect(memory.contains("used_memory:"))
      #expect(try await client.info("no such section", within: .patience).isEmpty)
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `publishing tells how many have heard it`(_ kind: RedisServer.Kind) async throws {
    try await `Commands on a key`.use(kind) { _, client in
      let unheard = try await client.publish([1], to: "news", within: .patience)
      #expect(unheard == 0)
      let events = EventLog<RedisSubscription.Event>()
      let listening = Task { await RedisSubscription(client, to: "news", policy: .brisk).run(events.note) }
      try await events.expect(.began)
      #expect(try await client.publish([1], to: "other", within: .patience) == 0)
      #expect(try await client.publish([1], to: "news", within: .patience) == 1)
      listening.cancel()
      await listening.value
    }
  }

  @Test func `without a connection every command fails at once`() async throws {
    let client = RedisClient(
      StandaloneTopology(RedisNode(.tcp(host: "127.0.0.1", port: 1), connector: .testing(), policy: .brisk)),
      connector: .testing())
    let commands: [() async throws -> Void] = [
      { _ = try await client.get("key", within: .patience) },
      { _ = try await client.get(["key"], within: .patience) },
      { _ = try await client.delete(["key"], within: .patience) },
      { try await client.set("key", to: "value") },
      { try await client.ping(within: .patience) },
      { _ = try await client.info("server", within: .patience) },
      { try await client.scan(matching: "*", within: .patience) { _ in } },
      { _ = try await client.publish([1], to: "news", within: .patience) },
    ]
    for command in commands { #expect(await failure(of: command) == .disconnected) }
    #expect(!client.isConnected)
    #expect(client.server == nil)
  }
}
