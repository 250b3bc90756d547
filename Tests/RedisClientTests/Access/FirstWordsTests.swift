import RedisClient
import RedisTestSupport
import Testing

/// What is said to a server before anything else.
@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `First words` {
  @Test(arguments: RedisServer.Kind.installed)
  func `choose a database, on every connection anew`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind) { server in
      var access = RedisAccess()
      access.database = 3
      try await TestClient.use(server.address, access) { tester in
        try await tester.client.set("key", to: "one")
        #expect(try await server.command("-n", "3", "GET", "key") == "one")
        #expect(try await server.command("GET", "key").isEmpty)
        try await tester.events.wait(for: .connected)
        tester.node.reconnect()
        try await tester.events.wait(for: .connected)
        try await tester.client.set("key", to: "two")
        #expect(try await server.command("-n", "3", "GET", "key") == "two")
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `a database that there is not is no connection`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind, RedisServer.Options(lines: ["databases 2"])) { server in
      var access = RedisAccess()
      access.database = 2
      try await TestClient.use(server.address, access) { tester in
        let refusal = try #require(tester.node.failure)
        #expect(refusal == .server(RedisError("ERR DB index is out of range")))
        #expect(tester.node.connection == nil)
      }
    }
  }

  /// How a server that knows `HELLO` is made one that does not.
  static let versions: [(lines: [String], number: Int)] = [([], 3), ([#"rename-command HELLO """#], 2)]

  @Test(arguments: RedisServer.Kind.installed, versions.indices)
  func `name us, in either version of the protocol`(_ kind: RedisServer.Kind, _ index: Int) async throws {
    let (lines, version) = Self.versions[index]
    try await RedisServer.use(kind, RedisServer.Options(lines: lines)) { server in
      try await TestClient.use(server.address, .named("token-issuer")) { tester in
        let clients = try await server.command("CLIENT", "LIST").split(separator: "\n")
        let ours = clients.filter { $0.contains(" name=token-issuer ") }
        #expect(ours.count == 1)
        #expect(ours.first?.contains(" resp=\(version)") == true)
        #expect(tester.client.server?.kind.rawValue == kind.rawValue)
        #expect(tester.client.server?.version.isEmpty == false)
        try await tester.client.set("key", to: "value")
        #expect(try await tester.client.text("key") == "value")
        #expect(try await tester.client.text("missing") == nil)
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `show a password in version 2, too`(_ kind: RedisServer.Kind) async throws {
    let options = RedisServer.Options(password: "secret", lines: [#"rename-command HELLO """#])
    try await RedisServer.use(kind, options) { server in
      try await TestClient.use(server.address, .password("secret")) { tester in
        try await tester.client.set("key", to: "value")
        #expect(try await tester.client.text("key") == "value")
      }
      try await TestClient.use(server.address, .password("wrong")) { tester in
        let refusal = try #require(tester.node.failure)
        #expect(refusal.description == "answered WRONGPASS")
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `show a user in version 2, too`(_ kind: RedisServer.Kind) async throws {
    let user = RedisServer.User(name: "service", password: "secret", rules: "~* &* +@all -client -info")
    let options = RedisServer.Options(user: user, lines: [#"rename-command HELLO """#])
    try await RedisServer.use(kind, options) { server in
      var access = RedisAccess.password("secret", of: "service")
      access.clientName = "may-not-be-said"
      try await TestClient.use(server.address, access) { tester in
        try await tester.client.set("key", to: "value")
        #expect(try await tester.client.text("key") == "value")
        // There was nobody who may say it.
        #expect(tester.client.server?.version == "")
      }
    }
  }
}
