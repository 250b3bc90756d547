import RedisTestSupport
import Testing

@testable import RedisClient

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `Whom a server lets in` {
  @Test(arguments: RedisServer.Kind.installed, ["secret", #"two words, "quotes" and \"#, "pässwörd"])
  func `who knows the password`(_ kind: RedisServer.Kind, _ password: String) async throws {
    try await RedisServer.use(kind, RedisServer.Options(password: password)) { server in
      try await TestClient.use(server.address, .password(password)) { tester in
        try await tester.client.set("key", to: "value")
        #expect(try await tester.client.text("key") == "value")
      }
    }
  }

  /// Who is let in under a name, and what the name must not do.
  static let rules = ["~* &* +@all", "~* &* +@all -info -client", "~* &* +get +set +ping +hello +info +acl"]

  @Test(arguments: RedisServer.Kind.installed, rules)
  func `a user with rights to what is needed`(_ kind: RedisServer.Kind, _ rules: String) async throws {
    let user = RedisServer.User(name: "service", password: "secret", rules: rules)
    try await RedisServer.use(kind, RedisServer.Options(user: user)) { server in
      var access = RedisAccess.password("secret", of: "service")
      access.clientName = "tokens"
      try await TestClient.use(server.address, access) { tester in
        try await tester.client.set("key", to: "value")
        #expect(try await tester.client.text("key") == "value")
        #expect(tester.client.server?.kind.rawValue == kind.rawValue)
        #expect(tester.client.server?.version.isEmpty == false)
        let name = try await tester.client.send(RedisCommand("ACL", ["WHOAMI"]), within: .patience)
        #expect(name.text == "service")
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `a user without rights to what is needed later hears so then`(_ kind: RedisServer.Kind) async throws {
    let user = RedisServer.User(name: "service", password: "secret", rules: "~allowed:* +@all -set")
    try await RedisServer.use(kind, RedisServer.Options(user: user)) { server in
      try await TestClient.use(server.address, .password("secret", of: "service")) { tester in
        let write = await failure { try await tester.client.set("allowed:1", to: "value") }
        #expect(write?.description == "answered NOPERM")
        let read = await failure { try await tester.client.text("other") }
        #expect(read?.description == "answered NOPERM")
        let value = try await tester.client.text("allowed:1")
        #expect(value == nil)
      }
    }
  }

  /// What is tried at a server whose password is `secret`, and what it says to that.
  static let refused: [(access: RedisAccess, code: String)] = [
    (RedisAccess(), "NOAUTH"), (.password("wrong"), "WRONGPASS"), (.password("secret", of: "nobody"), "WRONGPASS"),
    (.named("tokens"), "NOAUTH"),
  ]

  @Test(arguments: RedisServer.Kind.installed, refused.indices)
  func `who does not know the password never is connected`(_ kind: RedisServer.Kind, _ index: Int) async throws {
    let (access, code) = Self.refused[index]
    try await RedisServer.use(kind, RedisServer.Options(password: "secret")) { server in
      try await TestClient.use(server.address, access) { tester in
        for _ in 1...3 {
          guard case .failed(.server(let error)) = try await tester.events.log.next() else {
            Issue.record("not refused")
            return
          }
          #expect(error.code == code)
        }
        #expect(!tester.client.isConnected)
        #expect(await failure { try await tester.client.text("key") } == .disconnected)
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `who is refused is let in once the server knows better`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind, RedisServer.Options(password: "secret")) { server in
      try await TestClient.use(server.address, .password("right")) { tester in
        let refusal = try #require(tester.node.failure)
        #expect(refusal.description == "answered WRONGPASS")
        try await server.command("CONFIG", "SET", "requirepass", "right")
        try await tester.events.wait(for: .connected)
        #expect(tester.node.failure == nil)
        try await tester.client.set("key", to: "value")
        #expect(try await tester.client.text("key") == "value")
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `who may not even ask whether the server is there is not let in`(_ kind: RedisServer.Kind) async throws {
    let user = RedisServer.User(name: "service", password: "secret", rules: "~* &* +@all -ping")
    try await RedisServer.use(kind, RedisServer.Options(user: user)) { server in
      try await TestClient.use(server.address, .password("secret", of: "service")) { tester in
        let refusal = try #require(tester.node.failure)
        #expect(refusal.description == "answered NOPERM")
      }
    }
  }

  @Test func `secrets are not for logs`() {
    let access = RedisAccess.password("secret", of: "service")
    #expect(!"\(access)".contains("secret"))
    #expect(!String(reflecting: access).contains("service"))
    var dumped = ""
    dump(access, to: &dumped)
    #expect(!dumped.contains("secret") && !dumped.contains("service"))
  }
}
