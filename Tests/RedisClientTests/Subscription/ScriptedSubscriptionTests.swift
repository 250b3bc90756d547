import NIOCore
import RedisClient
import Testing

/// What real servers do not say on demand to those who listen.
@Suite(.timeLimit(.minutes(1))) struct `Subscription of a server that is not well` {
  static let confirmation = ">3\r\n+subscribe\r\n+news\r\n:1\r\n"

  static func message(_ text: String) -> String { ">3\r\n+message\r\n+news\r\n+\(text)\r\n" }

  static func listen(
    _ script: @escaping ScriptedRedis.Script,
    _ body: (EventLog<RedisSubscription.Event>, ScriptedRedis) async throws -> Void
  ) async throws {
    var limits = RedisLimits()
    // Who listens finds out by itself.
    limits.silence = .patience * 2
    try await ScriptedRedis.use(script) { server in
      try await TestClient.use(server.address, limits: limits) { tester in
        try await `Subscription`.listen(tester.client, to: "news", liveness: .milliseconds(20)) { events in
          try await body(events, server)
        }
      }
    }
  }

  @Test func `begins before the messages that come along`() async throws {
    let script: ScriptedRedis.Script = { command, _ in
      command.first == "SUBSCRIBE" ? .text(Self.confirmation + Self.message("one") + Self.message("two")) : nil
    }
    try await Self.listen(script) { events, server in
      try await events.expect(.began)
      for text in ["one", "two"] { try await events.expect(.message(ByteBuffer(string: text))) }
      server.say(Self.message("three"))
      try await events.expect(.message(ByteBuffer(string: "three")))
    }
  }

  @Test func `ends when nobody is there any more, and begins again`() async throws {
    let isSubscribed = Flag()
    let script: ScriptedRedis.Script = { command, _ in
      if command.first == "SUBSCRIBE" {
        isSubscribed.set()
        return .text(Self.confirmation)
      }
      return command == ["PING"] && isSubscribed.isSet ? .nothing : nil
    }
    try await Self.listen(script) { events, _ in
      try await events.expect(.began)
      try await events.expect(.ended)
    }
  }

  @Test func `passes over what is no message of a channel`() async throws {
    let noise = ">2\r\n+message\r\n+news\r\n" + ">3\r\n+message\r\n+news\r\n:1\r\n"
    let script: ScriptedRedis.Script = { command, _ in
      command.first == "SUBSCRIBE" ? .text(Self.confirmation + noise + Self.message("one")) : nil
    }
    try await Self.listen(script) { events, _ in
      try await events.expect(.began)
      try await events.expect(.message(ByteBuffer(string: "one")))
    }
  }
}
