import HTTPEdge
import NIOCore
import NIOPosix
import NIOSSL
import TLSTestSupport

/// Both ends of TLS, from the certificates of the tests.
enum TestTLS {
  /// What our server shows.
  static func server(
    _ certificate: String = ServerCertificates.server, _ key: String = ServerCertificates.serverKey,
    clients: ServerTLS.ClientCertificates = .none, from version: ServerTLS.MinimumVersion = .tls12
  ) throws -> ServerTLS {
    ServerTLS(
      certificateChain: try NIOSSLCertificate.fromPEMFile(certificate),
      privateKey: try NIOSSLPrivateKey(file: key, format: .pem), clientCertificates: clients, minimumVersion: version)
  }

  /// A client that trusts the server, with a certificate of its own if there is one.
  static func client(
    _ certificate: String? = nil, key: String = ServerCertificates.clientKey, versions: ClosedRange<Int> = 12...13,
    protocols: [String] = ["http/1.1"]
  ) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .file(ServerCertificates.authority)
    configuration.minimumTLSVersion = version(versions.lowerBound)
    configuration.maximumTLSVersion = version(versions.upperBound)
    configuration.applicationProtocols = protocols
    configuration.shutdownTimeout = .milliseconds(100)
    if let certificate {
      configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
      configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
    }
    return try NIOSSLContext(configuration: configuration)
  }

  private static func version(_ number: Int) -> TLSVersion {
    switch number {
    case 10: .tlsv1
    case 11: .tlsv11
    case 12: .tlsv12
    default: .tlsv13
    }
  }
}

extension HTTPServer {
  /// Starts a server of TLS on a free port, lets `body` use it, and stops it.
  static func withTLS<Result: Sendable>(
    _ tls: ServerTLS? = nil, _ responder: any Responder = EchoResponder(), limits: ServerLimits = ServerLimits(),
    onHandshake: (@Sendable (TLSHandshakeOutcome) -> Void)? = nil,
    _ body: (HTTPServer, TLSContextSlot) async throws -> Result
  ) async throws -> Result {
    let slot = try TLSContextSlot(try tls ?? TestTLS.server())
    var configuration = ServerConfiguration(host: "127.0.0.1", port: 0, limits: limits)
    configuration.tls = slot
    configuration.onHandshake = onHandshake
    let server = try await HTTPServer.start(configuration, on: .singleton, responder: responder)
    do {
      let result = try await body(server, slot)
      await server.stop(grace: .zero)
      return result
    } catch {
      await server.stop(grace: .zero)
      throw error
    }
  }
}
