import NIOCore
import Testing

@testable import RedisClient

/// What real servers do not do on demand.
@Suite(.timeLimit(.minutes(1))) struct `A server that is not well` {
  @Test func `is entered once it has loaded its data`() async throws {
    let script: ScriptedRedis.Script = { command, connection in
      command == ["PING"] && connection <= 3 ? .text("-LOADING Redis is loading the dataset in memory\r\n") : nil
    }
    try await ScriptedRedis.use(script) { server in
      try await TestClient.use(server.address) { tester in
        for _ in 1...3 {
          try await tester.events.log.expect(
            .failed(.server(RedisError("LOADING Redis is loading the dataset in memory"))))
        }
        try await tester.events.log.expect(.connected)
        #expect(server.connections == 4)
      }
    }
  }

  /// What `GET` is answered with on the first connection, and what its caller is told.
  static let endings: [(answer: ScriptedRedis.Answer, failure: RedisFailure?)] = [
    (.reset(after: ""), .disconnected), (.reset(after: "$5\r\nva"), .disconnected), (.close, .disconnected),
    (.text("garbage\r\n"), .protocolFault), (.text("$5\r\nvaluesomething"), .protocolFault),
    (.text("$99999999999\r\n"), .protocolFault), (.text("*2\r\n+a\r\n?"), .protocolFault),
    // The first reply is good; that to nothing ends the connection all the same.
    (.text("$5\r\nvalue\r\n+OK\r\n"), nil),
  ]

  @Test(arguments: endings.indices) func `ends a connection, and the next one works`(_ index: Int) async throws {
    let (answer, expected) = Self.endings[index]
    try await ScriptedRedis.use({ $0.first == "GET" ? ($1 == 1 ? answer : .text("$4\r\nwell\r\n")) : nil }) { server in
      try await TestClient.use(server.address) { tester in
        try await tester.events.wait(for: .connected)
        #expect(await failure { try await tester.client.text("key") } == expected)
        try await tester.events.log.expect(.lost)
        try await tester.events.log.expect(.connected)
        #expect(try await tester.client.text("key") == "well")
      }
    }
  }

  /// What somebody says to `HELLO` who is no such server.
  static let strangers: [(answer: ScriptedRedis.Answer, failure: RedisFailure)] = [
    (.text("HTTP/1.1 400 Bad Request\r\n\r\n"), .protocolFault), (.text("220 mail.example ESMTP\r\n"), .protocolFault),
    (.close, .disconnected), (.reset(after: "%"), .disconnected),
    (
      .text("-DENIED Redis is running in protected mode\r\n"),
      .server(RedisError("DENIED Redis is running in protected mode"))
    ),
  ]

  @Test(arguments: strangers.indices) func `is not entered when it is somebody else`(_ index: Int) async throws {
    let (answer, expected) = Self.strangers[index]
    try await ScriptedRedis.use({ command, _ in command.first == "HELLO" ? answer : nil }) { server in
      try await TestClient.use(server.address) { tester in
        for _ in 1...2 { try await tester.events.log.expect(.failed(expected)) }
        #expect(tester.node.connection == nil)
      }
    }
  }

  @Test(arguments: ["*3\r\n$5\r\nslave\r\n$1\r\na\r\n:1\r\n", "*1\r\n$8\r\nsentinel\r\n", "+OK\r\n", "*0\r\n"])
  func `is not taken for a master when it is none`(_ role: String) async throws {
    try await ScriptedRedis.use({ $0 == ["ROLE"] && $1 == 1 ? .text(role) : nil }) { server in
      try await TestClient.use(server.address, as: .master) { tester in
        try await tester.events.log.expect(.failed(.unreachable("not the master")))
        try await tester.events.log.expect(.connected)
      }
    }
  }

  @Test func `takes no writes any more, and is left for whom the same address may lead to`() async throws {
    let script: ScriptedRedis.Script = { command, connection in
      command.first == "SET" && connection == 1 ? .text("-READONLY You may not write\r\n") : nil
    }
    try await ScriptedRedis.use(script) { server in
      try await TestClient.use(server.address) { tester in
        try await tester.events.log.expect(.connected)
        let refusal = await failure { try await tester.client.set("key", to: "value") }
        #expect(refusal?.description == "answered READONLY")
        try await tester.events.log.expect(.lost, .connected)
        try await tester.client.set("key", to: "value")
      }
    }
  }

  @Test func `speaks byte by byte, and is understood`() async throws {
    let script: ScriptedRedis.Script = { command, _ in
      switch command.first {
      case "HELLO": .bytewise("%2\r\n+server\r\n+valkey\r\n+version\r\n+8.1.0\r\n")
      case "INFO": .bytewise("-NOPERM not you\r\n")
      case "PING": .bytewise("+PONG\r\n")
      case "MGET": .bytewise("|1\r\n+ttl\r\n:1\r\n*3\r\n$3\r\n\r\n\r\r\n_\r\n$5\r\nthird\r\n")
      default: nil
      }
    }
    try await ScriptedRedis.use(script) { server in
      try await TestClient.use(server.address) { tester in
        let values = try await tester.client.get(["a", "b", "c"], within: .patience)
        #expect(values.map { $0.map { String(buffer: $0) } } == ["\r\n\r", nil, "third"])
        #expect(tester.client.server?.kind == .valkey)
        #expect(tester.client.server?.version == "8.1.0")
      }
    }
  }

  @Test func `says something unasked, and nobody minds`() async throws {
    let script: ScriptedRedis.Script = { command, _ in
      command.first == "GET" ? .text(">2\r\n+invalidate\r\n*1\r\n+key\r\n$5\r\nvalue\r\n>1\r\n+bye\r\n") : nil
    }
    try await ScriptedRedis.use(script) { server in
      try await TestClient.use(server.address) { tester in
        for _ in 1...3 {
          let value = try await tester.client.text("key")
          #expect(value == "value")
        }
        #expect(server.connections == 1)
      }
    }
  }

  @Test(arguments: ["+OK\r\n", ":1\r\n", "*0\r\n", "%0\r\n"])
  func `answers with what the command does not have`(_ reply: String) async throws {
    try await ScriptedRedis.use({ command, _ in command.first == "HELLO" || command == ["PING"] ? nil : .text(reply) })
    { server in
      try await TestClient.use(server.address) { tester in
        let client = tester.client
        let many = await failure { try await client.get(["a", "b"], within: .patience) }
        #expect(many == .unexpectedReply)
        let scan = await failure { try await client.scan(matching: "*", within: .patience) { _ in } }
        #expect(scan == .unexpectedReply)
        if !reply.hasPrefix(":") {
          #expect(await failure { try await client.delete(["a"], within: .patience) } == .unexpectedReply)
          #expect(await failure { try await client.timeToLive("a", within: .patience) } == .unexpectedReply)
          #expect(await failure { try await client.publish([], to: "a", within: .patience) } == .unexpectedReply)
        }
        if !reply.hasPrefix("+") {
          #expect(await failure { try await client.text("a") } == .unexpectedReply)
          #expect(await failure { try await client.set("a", to: "b") } == .unexpectedReply)
          #expect(await failure { try await client.info("server", within: .patience) } == .unexpectedReply)
        }
      }
    }
  }
}
