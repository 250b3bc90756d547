import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import TLSTestSupport

/// A client of our own TLS, which trusts what the tests trust.
struct SecureClient: Sendable {
  let base: String
  private let client: HTTPClient

  /// Lets `body` use one, with a certificate of its own if it should have one.
  static func use<Result: Sendable>(
    port: Int, certificate: String? = nil, _ body: (SecureClient) async throws -> Result
  ) async throws -> Result {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.trustRoots = .file(ServerCertificates.authority)
    if let certificate {
      tls.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
      tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: ServerCertificates.clientKey, format: .pem))
    }
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
    configuration.connectionPool.retryConnectionEstablishment = false
    return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
      try await body(SecureClient(base: "https://127.0.0.1:\(port)", client: client))
    }
  }

  /// The status and the content of an answer.
  func get(_ path: String) async throws -> (status: UInt, body: String) {
    let response = try await client.execute(HTTPClientRequest(url: base + path), timeout: .seconds(30))
    return (response.status.code, String(buffer: try await response.body.collect(upTo: 1 << 20)))
  }
}
