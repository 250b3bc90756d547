import RedisTestSupport
import Testing

@testable import RedisClient

/// Clusters that say what real ones do not say on demand.
///
/// They have one node, and all slots are its own.
@Suite(.timeLimit(.minutes(1))) struct `A cluster that is not well` {
  static let slots = "*1\r\n*3\r\n:0\r\n:16383\r\n*2\r\n$9\r\n127.0.0.1\r\n:PORT\r\n"

  static func use(
    limits: RedisLimits = RedisLimits(), _ script: @escaping ScriptedRedis.Script,
    _ body: (RedisClient, ScriptedRedis) async throws -> Void
  ) async throws {
    let wholeScript: ScriptedRedis.Script = { command, connection in
      script(command, connection) ?? (command == ["CLUSTER", "SLOTS"] ? .text(slots) : nil)
    }
    try await ScriptedRedis.use(wholeScript) { server in
      let connector = RedisConnector.testing(RedisAccess(), limits)
      let topology = ClusterTopology([server.address], connector: connector, policy: .brisk)
      try await RedisClient.use(topology, connector) { try await body($0, server) }
    }
  }

  @Test func `that sends us round in circles is left`() async throws {
    try await Self.use({ command, _ in command.first == "GET" ? .text("-MOVED 12182 127.0.0.1:PORT\r\n") : nil }) {
      client, server in
      let ending = await failure { try await client.text("foo") }
      #expect(ending == .unreachable("too many redirections"))
      #expect(server.commands.filter { $0.first == "GET" }.count == 6)
    }
  }

  @Test(arguments: [
    "CLUSTERDOWN The cluster is down", "TRYAGAIN Multiple keys request during rehashing of slot",
    "MOVED 1 ?:7000", "MOVED nonsense", "LOADING Redis is loading the dataset in memory",
  ])
  func `is not asked twice for what it cannot say`(_ message: String) async throws {
    try await Self.use({ command, _ in command.first == "GET" ? .text("-\(message)\r\n") : nil }) { client, server in
      let ending = await failure { try await client.text("foo") }
      #expect(ending == .server(RedisError(message)))
      #expect(server.commands.filter { $0.first == "GET" }.count == 1)
    }
  }

  @Test func `asks for a command right before it is sent where a slot is going to`() async throws {
    let isAsked = Flag()
    let script: ScriptedRedis.Script = { command, _ in
      guard command.first == "GET" else { return nil }
      defer { isAsked.set() }
      return .text(isAsked.isSet ? "$5\r\nvalue\r\n" : "-ASK 12182 127.0.0.1:PORT\r\n")
    }
    try await Self.use(script) { client, server in
      let value = try await client.text("foo")
      #expect(value == "value")
      #expect(server.commands.suffix(3) == [["GET", "foo"], ["ASKING"], ["GET", "foo"]])
    }
  }

  @Test func `does not make a command wait longer than it wants to for somebody new`() async throws {
    var limits = RedisLimits()
    limits.connectTimeout = .patience * 2
    try await ScriptedRedis.use({ _, _ in .nothing }) { silent in
      let isMoved = Flag()
      let script: ScriptedRedis.Script = { command, _ in
        if command.first == "GET" {
          isMoved.set()
          return .text("-MOVED 12182 127.0.0.1:\(silent.port)\r\n")
        }
        guard command.first == "CLUSTER", isMoved.isSet else { return nil }
        return .text(Self.slots.replacing("PORT", with: "\(silent.port)"))
      }
      try await Self.use(limits: limits, script) { client, _ in
        #expect(await failure { try await client.text("foo", within: .milliseconds(100)) } == .timeout)
        // On a busy machine the time may have run out before that.
        try await eventually {
          _ = await failure { try await client.text("foo", within: .milliseconds(100)) }
          return silent.connections > 0
        }
      }
    }
  }

  @Test(arguments: ["-ERR This instance has cluster support disabled\r\n", "*0\r\n", "+OK\r\n"])
  func `that knows nothing of itself is asked again`(_ answer: String) async throws {
    try await Self.use({ $0.first == "CLUSTER" && $1 <= 2 ? .text(answer) : nil }) { client, server in
      #expect(await failure { try await client.text("foo") } == .disconnected)
      try await eventually { client.isConnected }
      #expect(try await client.text("foo") == nil)
      #expect(server.connections >= 3)
    }
  }
}
