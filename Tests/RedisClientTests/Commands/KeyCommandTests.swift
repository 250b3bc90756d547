import NIOCore
import RedisClient
import RedisTestSupport
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `Commands on a key` {
  static let values: [[UInt8]] = [
    [], [0], Array("plain".utf8), Array("\r\n$3\r\nfoo\r\n".utf8), Array("+OK\r\n-ERR\r\n".utf8), Array("日本 é".utf8),
    Array(0...255), Array(repeating: 0xFF, count: 1 << 20), (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0) },
  ]

  @Test(arguments: RedisServer.Kind.installed)
  func `a value comes back byte by byte`(_ kind: RedisServer.Kind) async throws {
    try await Self.use(kind) { server, client in
      for (index, value) in Self.values.enumerated() {
        let key = "key {\r\n} \(index)"
        try await client.set(key, to: value, expiry: .seconds(60), within: .patience)
        #expect(try await client.get(key, within: .patience) == ByteBuffer(bytes: value))
        #expect(try await server.command("STRLEN", key) == "\(value.count)")
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `an empty key is a key, a missing one has no value`(_ kind: RedisServer.Kind) async throws {
    try await Self.use(kind) { _, client in
      try await client.set("", to: "nameless")
      #expect(try await client.text("") == "nameless")
      #expect(try await client.get("missing", within: .patience) == nil)
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `a key ends when it was told to`(_ kind: RedisServer.Kind) async throws {
    try await Self.use(kind) { server, client in
      try await client.set("seconds", to: [1], expiry: .seconds(5000), within: .patience)
      try await client.set("milliseconds", to: [1], expiry: .milliseconds(5_000_000), within: .patience)
      try await client.set("soon", to: [1], expiry: .milliseconds(1), within: .patience)
      try await server.command("SET", "never", "1")
      for key in ["seconds", "milliseconds"] {
        let left = try #require(try await client.timeToLive(key, within: .patience))
        #expect(left > .seconds(4000) && left <= .seconds(5000), "\(key)")
      }
      try await eventually { try await client.get("soon", within: .patience) == nil }
      for key in ["soon", "never", "missing"] {
        #expect(try await client.timeToLive(key, within: .patience) == nil, "\(key)")
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `what is set only if absent leaves what is there`(_ kind: RedisServer.Kind) async throws {
    try await Self.use(kind) { _, client in
      let first = try await client.set("key", to: [1], expiry: .seconds(60), onlyIfAbsent: true, within: .patience)
      let second = try await client.set("key", to: [2], expiry: .seconds(60), onlyIfAbsent: true, within: .patience)
      #expect(first)
      #expect(!second)
      #expect(try await client.get("key", within: .patience) == ByteBuffer(bytes: [1]))
      #expect(try await client.set("key", to: [3], expiry: .milliseconds(60_000), within: .patience))
      #expect(try await client.get("key", within: .patience) == ByteBuffer(bytes: [3]))
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `the server's no is told as it is, and the next command works`(_ kind: RedisServer.Kind) async throws {
    try await Self.use(kind) { server, client in
      try await server.command("RPUSH", "list", "1")
      let wrong = await failure { try await client.get("list", within: .patience) }
      let message = "WRONGTYPE Operation against a key holding the wrong kind of value"
      #expect(wrong == .server(RedisError(message)))
      let bad = await failure {
        try await client.set("key", to: [1], expiry: .seconds(0), within: .patience)
      }
      #expect(bad == .server(RedisError("ERR invalid expire time in 'set' command")))
      try await client.set("key", to: "well")
      #expect(try await client.text("key") == "well")
    }
  }

  static func use(
    _ kind: RedisServer.Kind, _ body: (RedisServer, RedisClient) async throws -> Void
  ) async throws {
    try await RedisServer.use(kind) { server in
      try await TestClient.use(server.address) { try await body(server, $0.client) }
    }
  }
}
