import Foundation
import KongClient
import NIOSSL
import Testing

/// The certificates and keys in Fixtures/TLS.
enum TLSFixture {
  static func certificates(_ name: String) throws -> [NIOSSLCertificate] {
    try NIOSSLCertificate.fromPEMBytes(bytes(name, "pem"))
  }

  static func key(_ name: String) throws -> NIOSSLPrivateKey {
    try NIOSSLPrivateKey(bytes: bytes(name, "key"), format: .pem)
  }

  private static func bytes(_ name: String, _ type: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Fixtures/TLS"))
    return try Array(Data(contentsOf: url))
  }
}

extension ScriptedServer.TLS {
  /// The address that the certificates name; only TLS tests use it.
  static let address = "127.77.0.1"

  /// A server with one of the certificates for the key `kong`.
  init(certificate: String = "kong", name: String? = nil, configure: (inout TLSConfiguration) throws -> Void = { _ in })
    throws
  {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try TLSFixture.certificates(certificate).map { .certificate($0) },
      privateKey: .privateKey(try TLSFixture.key("kong")))
    try configure(&configuration)
    self.init(context: try NIOSSLContext(configuration: configuration), name: name)
  }
}

extension KongTLS {
  /// A client that trusts these authorities, and shows a certificate if it has one.
  init(trusting authority: String?, as client: String? = nil) throws {
    self.init()
    if let authority { authorities = try TLSFixture.certificates(authority) }
    guard let client else { return }
    certificateChain = try TLSFixture.certificates(client)
    privateKey = try TLSFixture.key(client)
  }
}
