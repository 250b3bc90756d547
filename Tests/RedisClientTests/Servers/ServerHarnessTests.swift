import RedisTestSupport
import Testing

/// What the tests of the client rely on when they start servers.
@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `A server for tests` {
  @Test(.enabled(if: RedisServer.Kind.valkey.isInstalled, Comment(rawValue: RedisServer.Kind.valkey.hint)))
  func `can be Valkey`() {
    #expect(RedisServer.Kind.installed.contains(.valkey))
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `takes commands on its port until it is removed`(_ kind: RedisServer.Kind) async throws {
    let gone = try await RedisServer.use(kind) { server in
      try await server.command("SET", "key", "two words")
      #expect(try await server.command("GET", "key") == "two words")
      #expect(try await server.command("GET", "other").isEmpty)
      return server
    }
    #expect(!gone.isRunning)
    await #expect(throws: RedisServer.CommandRefused.self) { try await gone.command("PING") }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `is removed when the test fails`(_ kind: RedisServer.Kind) async throws {
    struct Failure: Error {}
    var started: RedisServer?
    await #expect(throws: Failure.self) {
      try await RedisServer.use(kind) { server in
        started = server
        throw Failure()
      }
    }
    #expect(try #require(started).isRunning == false)
  }

  @Test func `that does not start says why`() async throws {
    let failure = try await #require(throws: RedisServer.NotReady.self) {
      try await RedisServer.use(.redis, RedisServer.Options(lines: ["nonsense 1"])) { _ in }
    }
    #expect(failure.log.contains { $0.contains("nonsense") })
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `asks for a password`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind, RedisServer.Options(password: #"a "quoted" \word"#)) { server in
      let name = try await server.command("ACL", "WHOAMI")
      #expect(name == "default")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `knows a user who may not do everything`(_ kind: RedisServer.Kind) async throws {
    let user = RedisServer.User(name: "service", password: "secret", rules: "~allowed:* +@all -flushall")
    try await RedisServer.use(kind, RedisServer.Options(user: user)) { server in
      #expect(try await server.command("ACL", "WHOAMI") == "service")
      #expect(try await server.command("SET", "allowed:1", "1") == "OK")
      let refusal = try await #require(throws: RedisServer.CommandRefused.self) {
        try await server.command("SET", "other", "1")
      }
      #expect(refusal.message.hasPrefix("NOPERM"))
    }
  }

  @Test(arguments: RedisServer.Kind.installed.filter(\.speaksTLS), [TLSFixture.redis, TLSFixture.redisElsewhere])
  func `speaks TLS`(_ kind: RedisServer.Kind, _ certificate: String) async throws {
    let tls = RedisServer.TLS(certificate: certificate, requiresClientCertificate: true)
    try await RedisServer.use(kind, RedisServer.Options(password: "secret", tls: tls)) { server in
      let answer = try await server.command("PING")
      #expect(answer == "PONG")
      #expect(try await server.command("CONFIG", "GET", "tls-auth-clients") == "tls-auth-clients\nyes")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `has a socket and a limit`(_ kind: RedisServer.Kind) async throws {
    let options = RedisServer.Options(hasSocket: true, memory: RedisServer.Memory(limit: "3mb"), lines: ["databases 2"])
    try await RedisServer.use(kind, options) { server in
      let path = try #require(server.socketPath)
      #expect(try await server.command("CONFIG", "GET", "unixsocket") == "unixsocket\n\(path)")
      #expect(try await server.command("CONFIG", "GET", "maxmemory") == "maxmemory\n3145728")
      #expect(try await server.command("CONFIG", "GET", "maxmemory-policy") == "maxmemory-policy\nallkeys-lru")
      #expect(try await server.command("CONFIG", "GET", "databases") == "databases\n2")
      #expect(try await server.command("DEBUG", "SLEEP", "0") == "OK")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `comes back empty on its port`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind) { server in
      for end in [RedisServer.kill, RedisServer.terminate] {
        try await server.command("SET", "key", "1")
        await end(server)()
        #expect(!server.isRunning)
        await #expect(throws: RedisServer.CommandRefused.self) { try await server.command("PING") }
        try await server.start()
        #expect(try await server.command("DBSIZE") == "0")
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `answers nobody while it is paused`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind) { server in
      try await server.pause()
      #expect(server.isRunning)
      #expect(!server.answers)
      async let answer = server.command("PING")
      server.resume()
      #expect(try await answer == "PONG")
      #expect(server.answers)
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `shows every command that it was given`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind, RedisServer.Options(password: "secret")) { server in
      try await server.command("GET", "before")
      let lines = try await server.monitor {
        for number in 1...20 { try await server.command("GET", "key \(number)") }
      }
      let commands = lines.filter { $0.contains("GET") }
      try #require(commands.count == 20)
      for (number, line) in zip(1...20, commands) { #expect(line.hasSuffix(#""GET" "key \#(number)""#)) }
      #expect(!lines.contains { $0.contains("ECHO") })
    }
  }
}
