import RedisTestSupport
import Testing

@testable import RedisClient

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `Where a server is` {
  @Test(arguments: RedisServer.Kind.installed)
  func `behind a name`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind) { server in
      try await TestClient.use(.tcp(host: "localhost", port: server.port)) { tester in
        try await tester.client.set("key", to: "value")
        #expect(try await tester.client.text("key") == "value")
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `at a socket in the file system, with a password`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind, RedisServer.Options(password: "secret", hasSocket: true)) { server in
      let path = try #require(server.socketPath)
      try await TestClient.use(.unix(path: path), .password("secret")) { tester in
        try await tester.client.set("key", to: "value")
        #expect(try await server.command("GET", "key") == "value")
        #expect(try await server.command("CLIENT", "LIST").contains(" flags=U "))
      }
    }
  }

  @Test func `at no socket that there is`() async throws {
    try await TestClient.use(.unix(path: "/nowhere/redis.sock")) { tester in
      guard case .unreachable(let reason) = try #require(tester.node.failure) else {
        Issue.record("reached")
        return
      }
      #expect(reason == "No such file or directory")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `nowhere yet, and then there`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind) { server in
      await server.kill()
      try await TestClient.use(server.address) { tester in
        #expect(tester.node.failure == .unreachable("Connection refused"))
        #expect(await failure { try await tester.client.text("key") } == .disconnected)
        try await server.start()
        try await tester.events.wait(for: .connected)
        #expect(try await tester.client.text("key") == nil)
      }
    }
  }

  @Test func `where somebody listens and says nothing`() async throws {
    var limits = RedisLimits()
    limits.connectTimeout = .milliseconds(50)
    try await ScriptedRedis.use({ _, connection in connection <= 2 ? .nothing : nil }) { server in
      try await TestClient.use(server.address, limits: limits) { tester in
        for _ in 1...2 {
          let event = try await tester.events.log.next()
          #expect([.failed(.timeout), .failed(.unreachable("no answer in time"))].contains(event))
        }
        try await tester.events.wait(for: .connected)
        #expect(server.connections >= 3)
      }
    }
  }

  @Test func `an attempt ends with the client, however long it could take`() async throws {
    var limits = RedisLimits()
    limits.connectTimeout = .patience * 2
    try await ScriptedRedis.use({ _, _ in .nothing }) { server in
      let connector = RedisConnector.testing(RedisAccess(), limits)
      let node = RedisNode(server.address, connector: connector, policy: .brisk)
      let running = Task { await node.run() }
      try await eventually { server.connections == 1 }
      running.cancel()
      await running.value
      #expect(node.failure == .disconnected)
    }
  }
}
