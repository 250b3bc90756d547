import HTTPEdge
import NIOCore
import NIOSSL
import TLSTestSupport
import Testing

/// Who gets as far as HTTP, and who does not.
@Suite(.timeLimit(.minutes(1)))
struct TLSHandshakeTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

  /// What a client receives, and what the server says of the handshake.
  private func exchange(
    _ server: ServerTLS, tls: NIOSSLContext?, _ text: String = get, responder: any Responder = EchoResponder()
  ) async throws -> (outcomes: [String], handshake: TLSHandshakeOutcome?) {
    let (handshakes, handshake) = AsyncStream.makeStream(of: TLSHandshakeOutcome.self)
    let outcomes = try await HTTPServer.withTLS(server, responder, onHandshake: { handshake.yield($0) }) { server, _ in
      let bytes = try? await SocketClient.connect(port: server.port, tls: tls).use { client in
        try? await client.send(text)
        return (try? await client.receiveBytes()) ?? []
      }
      return try ReceivedResponse.all(in: bytes ?? []).outcomes
    }
    return (outcomes, await handshakes.first { _ in true })
  }

  @Test(
    arguments: [
      (.tls12, 10...10, false), (.tls12, 11...11, false), (.tls12, 10...12, true), (.tls12, 12...12, true),
      (.tls12, 13...13, true), (.tls13, 12...12, false), (.tls13, 12...13, true), (.tls13, 13...13, true),
    ] as [(ServerTLS.MinimumVersion, ClosedRange<Int>, Bool)])
  func `old versions are not spoken`(
    minimum: ServerTLS.MinimumVersion, versions: ClosedRange<Int>, isWelcome: Bool
  ) async throws {
    let (outcomes, handshake) = try await exchange(
      try TestTLS.server(from: minimum), tls: try TestTLS.client(versions: versions))
    #expect(outcomes == (isWelcome ? ["GET /"] : []))
    #expect(handshake == (isWelcome ? .completed : .failed(reason: "UNSUPPORTED_PROTOCOL")))
  }

  @Test(arguments: [["h2", "http/1.1"], ["http/1.1"], []])
  func `a client that speaks HTTP-1.1 is welcome, whatever else it speaks`(protocols: [String]) async throws {
    let answer = try await exchange(try TestTLS.server(), tls: try TestTLS.client(protocols: protocols))
    #expect(answer.outcomes == ["GET /"])
  }

  @Test(arguments: [get, "\u{16}\u{3}\u{1}\u{0}\u{4}garbage", "\u{15}\u{3}\u{3}\u{0}\u{2}\u{1}\u{0}"])
  func `who does not speak TLS gets no answer of HTTP`(text: String) async throws {
    let (handshakes, handshake) = AsyncStream.makeStream(of: TLSHandshakeOutcome.self)
    try await HTTPServer.withTLS(onHandshake: { handshake.yield($0) }) { server, _ in
      let bytes = try await SocketClient.connect(port: server.port).use { client in
        try await client.send(text)
        return try await client.receiveBytes()
      }
      // At most an alert: its type, its version, its length and two bytes.
      #expect(bytes.isEmpty || (bytes.first == 0x15 && bytes.count == 7))
      #expect(await handshakes.first { _ in true }?.hasFailed == true)
    }
  }

  @Test func `who only looks whether the port is open has abandoned the handshake`() async throws {
    let (handshakes, handshake) = AsyncStream.makeStream(of: TLSHandshakeOutcome.self)
    try await HTTPServer.withTLS(onHandshake: { handshake.yield($0) }) { server, _ in
      try await SocketClient.connect(port: server.port).use { _ in }
      #expect(await handshakes.first { _ in true } == .abandoned)
    }
  }

  /// What a client shows, and what becomes of it where a certificate is optional, and where it is required.
  @Test(
    arguments: [
      (nil, ["none"], []), (ServerCertificates.client, ["verified"], ["verified"]),
      (ServerCertificates.strangeClient, [], []), (ServerCertificates.expiredClient, [], []),
      // Made out for a server: not for this.
      (ServerCertificates.server, [], []),
    ] as [(String?, [String], [String])], [12, 13])
  func `the certificate of a client is verified`(
    row: (certificate: String?, optional: [String], required: [String]), version: Int
  ) async throws {
    let authorities = try NIOSSLCertificate.fromPEMFile(ServerCertificates.authority)
    let key = row.certificate == ServerCertificates.server ? ServerCertificates.serverKey : ServerCertificates.clientKey
    let client = try TestTLS.client(row.certificate, key: key, versions: version...version)
    let responder = ScriptedResponder { request in
      .ready(
        Response(ResponseHead(.ok, fields: .empty), fields: HeaderBlock([("Echo", "\(request.peerCertificate)")])))
    }
    let optional = try await exchange(
      try TestTLS.server(clients: .optional(authorities: authorities)), tls: client, responder: responder)
    #expect(optional.outcomes == row.optional)
    #expect(
      optional.handshake
        == (row.optional.isEmpty ? .failed(reason: "CERTIFICATE_VERIFY_FAILED") : .completed))
    let required = try await exchange(
      try TestTLS.server(clients: .required(authorities: authorities)), tls: client, responder: responder)
    #expect(required.outcomes == row.required)
    let none = try await exchange(try TestTLS.server(), tls: client, responder: responder)
    #expect(none.outcomes == ["none"])
  }
}

extension TLSHandshakeOutcome {
  var hasFailed: Bool {
    if case .failed = self { true } else { false }
  }
}
