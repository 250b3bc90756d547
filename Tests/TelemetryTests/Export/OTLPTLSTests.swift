import NIOSSL
import OTLPTestSupport
import RedisTestSupport
import Telemetry
import Testing

@Suite(.timeLimit(.minutes(2))) struct `OTLP over TLS` {
  /// Trusts an authority, and shows a certificate if it has one.
  private static func tls(authority: String = TLSFixture.authority, client: String? = TLSFixture.client) throws
    -> OTLPTLS
  {
    var tls = OTLPTLS()
    tls.authorities = try NIOSSLCertificate.fromPEMFile(authority)
    if let client {
      tls.certificateChain = try NIOSSLCertificate.fromPEMFile(client)
      tls.privateKey = try NIOSSLPrivateKey(file: TLSFixture.clientKey, format: .pem)
    }
    return tls
  }

  @Test func `a client with its certificate is served`() async throws {
    try await Exporting.run(isSecure: true) {
      $0.tls = try Self.tls()
    } _: { test in
      let outcome = await test.exporter.export(try Records.spans())
      #expect(outcome == .exported(rejected: 0))
      #expect(try await test.receiver.received().count == 1)
    }
  }

  /// Ways in which the two do not trust each other.
  static let strangers: [(authority: String, client: String?)] = [
    (TLSFixture.stranger, TLSFixture.client), (TLSFixture.authority, nil),
  ]

  @Test(arguments: strangers) func `strangers get nothing`(authority: String, client: String?) async throws {
    try await Exporting.run(isSecure: true) {
      $0.tls = try Self.tls(authority: authority, client: client)
      $0.retries.maximumAttempts = 1
    } _: { test in
      let outcome = await test.exporter.export(try Records.spans())
      #expect(outcome == .failed)
      #expect(try await test.receiver.received().isEmpty)
      guard case .connection = test.reports.failures.first else {
        Issue.record("\(test.reports.failures)")
        return
      }
    }
  }
}
