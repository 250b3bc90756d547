import AuthenticationCore
import KongClient
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@Suite(.timeLimit(.minutes(1))) struct `TLS to Kong` {
  /// What a look-up comes to over TLS, and whether Kong saw it.
  func lookup(
    at tls: ScriptedServer.TLS, with clientTLS: KongTLS, expecting conclusion: Conclusion, requests: Int
  ) async throws {
    try await withKong(
      { _, _ in .json(page(credential())) }, tls: tls, token: Secret("top-secret"), configure: { $0.tls = clientTLS }
    ) { server, client in
      #expect(await client.conclude() == conclusion)
      #expect(server.requests.count == requests)
    }
  }

  static let failure = Conclusion.connection("TLS failure")

  @Test(arguments: [nil, "localhost"])
  func `comes about when the authority is trusted`(name: String?) async throws {
    try await lookup(
      at: .init(name: name), with: KongTLS(trusting: "authority"), expecting: .signs("key-1"), requests: 1)
  }

  @Test(arguments: [
    ("kong", "stranger"), ("kong", nil), ("kong-elsewhere", "authority"), ("kong-expired", "authority"),
    ("kong-expired", "stranger"),
  ])
  func `does not come about with a certificate that is not Kong's, and nothing is asked`(
    certificate: String, authority: String?
  ) async throws {
    try await lookup(
      at: .init(certificate: certificate), with: KongTLS(trusting: authority), expecting: Self.failure, requests: 0)
  }

  @Test(arguments: ["authority", "stranger"])
  func `shows our certificate to a Kong that demands one`(trusted: String) async throws {
    let tls = try ScriptedServer.TLS {
      $0.certificateVerification = .noHostnameVerification
      $0.trustRoots = .certificates(try TLSFixture.certificates(trusted))
    }
    let isTrusted = trusted == "authority"
    try await lookup(
      at: tls, with: KongTLS(trusting: "authority", as: "client"),
      expecting: isTrusted ? .signs("key-1") : Self.failure, requests: isTrusted ? 1 : 0)
  }

  @Test(arguments: [TLSVersion.tlsv12, .tlsv13])
  func `fails without our certificate when Kong demands one`(version: TLSVersion) async throws {
    let tls = try ScriptedServer.TLS {
      $0.minimumTLSVersion = version
      $0.maximumTLSVersion = version
      $0.certificateVerification = .noHostnameVerification
      $0.trustRoots = .certificates(try TLSFixture.certificates("authority"))
    }
    try await lookup(at: tls, with: KongTLS(trusting: "authority"), expecting: Self.failure, requests: 0)
  }

  @Test(arguments: [(TLSVersion.tlsv11, false), (.tlsv12, true), (.tlsv13, true)])
  func `is of version 1_2 at least`(newest: TLSVersion, isEnough: Bool) async throws {
    let tls = try ScriptedServer.TLS {
      $0.minimumTLSVersion = .tlsv1
      $0.maximumTLSVersion = newest
    }
    try await lookup(
      at: tls, with: KongTLS(trusting: "authority"), expecting: isEnough ? .signs("key-1") : Self.failure,
      requests: isEnough ? 1 : 0)
  }

  @Test func `serves Konnect and health checks alike`() async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    let tls = try KongTLS(trusting: "authority")
    try await withKong(kong.script, as: .konnect, tls: .init(), configure: { $0.tls = tls }) { _, client in
      #expect(await client.conclude("alice") == .signs("k"))
      #expect(await client.health().isHealthy)
    }
  }

  @Test func `is not waited for longer than a connection may take`() async throws {
    let silent = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(host: "127.77.0.3", port: 0).get()
    let url = KongAdminURL(isSecure: true, host: "127.77.0.3", port: silent.localAddress?.port ?? 0)
    try await withClient(of: .selfManaged(url), configure: { $0.connectTimeout = .milliseconds(50) }) { client in
      #expect(await client.conclude() == .connection("connect timeout"))
    }
    try await silent.close()
  }
}
