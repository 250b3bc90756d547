import RedisTestSupport
import Testing

@testable import RedisClient

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `A lost connection` {
  @Test(arguments: RedisServer.Kind.installed)
  func `is told to all who wait, and comes back by itself`(_ kind: RedisServer.Kind) async throws {
    try await `Pipelining`.usePaused(kind) { server, tester in
      try await tester.events.wait(for: .connected)
      let waiting = try await tester.wait(500)
      await server.kill()
      for task in waiting { #expect(await task.value == .failure(.disconnected)) }
      try await tester.events.log.expect(.lost)
      #expect(await failure { try await tester.client.text("key:1") } == .disconnected)
      #expect(!tester.client.isConnected)

      try await server.start()
      try await tester.events.wait(for: .connected)
      #expect(try await tester.client.text("key:1") == nil)
      try await tester.client.set("key:1", to: "again")
      #expect(try await tester.client.text("key:1") == "again")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `that an operator has ended comes back, time and again`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind) { server in
      try await TestClient.use(server.address, .named("killed")) { tester in
        try await tester.events.wait(for: .connected)
        for _ in 1...3 {
          try await server.command("CLIENT", "KILL", "TYPE", "normal")
          try await tester.events.wait(for: .lost)
          try await tester.events.wait(for: .connected)
          #expect(try await tester.client.text("key") == nil)
        }
        let clients = try await server.command("CLIENT", "LIST").split(separator: "\n")
        #expect(clients.filter { $0.contains(" name=killed ") }.count == 1)
      }
    }
  }

  @Test func `is replaced when the server owes replies and is silent`() async throws {
    var limits = RedisLimits()
    limits.silence = .milliseconds(20)
    try await ScriptedRedis.use({ $0.first == "GET" ? ($1 == 1 ? .nothing : .text("$4\r\nwell\r\n")) : nil }) {
      server in
      try await TestClient.use(server.address, limits: limits) { tester in
        try await tester.events.log.expect(.connected)
        // Long enough to be sent on a busy machine: who never was owes us no reply.
        #expect(await failure { try await tester.client.text("key", within: .seconds(1)) } == .timeout)
        try await tester.events.log.expect(.lost)
        try await tester.events.log.expect(.connected)
        #expect(try await tester.client.text("key") == "well")
      }
    }
  }

  /// When a server closes each connection: at the first word, or once it has let us in.
  @Test(arguments: ["HELLO", "PING"]) func `that never lasts is not tried in a hot loop`(_ last: String) async throws {
    let script: ScriptedRedis.Script = { command, _ in command.first == last ? .close : nil }
    let policy = ReconnectPolicy.waiting(.milliseconds(1), attempts: 3, cooldown: .seconds(3600))
    try await ScriptedRedis.use(script) { server in
      try await TestClient.use(server.address, policy: policy) { tester in
        for _ in 1...3 { try await tester.events.log.expect(.failed(.disconnected)) }
        #expect(tester.events.lastRetry == .seconds(3600))
        #expect(server.connections == 3)
        // Who cannot wait for the end of the cooldown says so.
        tester.node.tryNow()
        try await tester.events.log.expect(.failed(.disconnected))
        #expect(server.connections == 4)
      }
    }
  }

  @Test func `of a server that lets us in and throws us out is not tried in a hot loop`() async throws {
    let policy = ReconnectPolicy.waiting(.milliseconds(1), attempts: 3, cooldown: .seconds(3600))
    try await ScriptedRedis.use({ command, _ in command == ["GET", "out"] ? .close : nil }) { server in
      try await TestClient.use(server.address, policy: policy) { tester in
        for number in 1...3 {
          try await tester.events.log.expect(.connected)
          #expect(server.connections == number)
          #expect(await failure { try await tester.client.text("out") } == .disconnected)
          try await tester.events.log.expect(.lost)
        }
        tester.node.tryNow()
        try await tester.events.log.expect(.connected)
        #expect(server.connections == 4)
      }
    }
  }

  @Test func `ends with the client`() async throws {
    try await RedisServer.use { server in
      try await TestClient.use(server.address, .named("gone")) { tester in
        #expect(tester.client.isConnected)
        try await tester.client.ping(within: .patience)
      }
      try await eventually { try await !server.command("CLIENT", "LIST").contains("name=gone") }
    }
  }

  @Test func `ends with a node that is stopped while it connects`() async throws {
    try await ScriptedRedis.use({ command, _ in command == ["PING"] ? .nothing : nil }) { server in
      let node = RedisNode(server.address, connector: .testing(), policy: .brisk)
      let running = Task { await node.run() }
      try await eventually { server.commands.contains(["PING"]) }
      node.stop()
      server.say("+PONG\r\n")
      await running.value
      #expect(node.connection == nil)
    }
  }
}
