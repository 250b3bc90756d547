import NIOCore
package import NIOSSL

/// What a server that speaks TLS shows to its clients, and what it asks of them.
package struct ServerTLS: Sendable, Equatable {
  /// What becomes of the certificates of clients.
  ///
  /// An authority is a root: its certificate is signed by itself.
  package enum ClientCertificates: Sendable, Equatable {
    /// None is asked for.
    case none
    /// One is asked for. A client without one is served; one that does not verify ends the handshake.
    case optional(authorities: [NIOSSLCertificate])
    /// Without one that verifies there is no connection.
    case required(authorities: [NIOSSLCertificate])
  }

  /// The oldest version that is spoken; what is older is forbidden by RFC 8996.
  package enum MinimumVersion: String, Sendable, CaseIterable {
    case tls12 = "1.2"
    case tls13 = "1.3"
  }

  /// Our own certificate and its intermediates, in the order in which they are sent; at least one.
  package var certificateChain: [NIOSSLCertificate]
  /// The key of the first certificate in the chain.
  package var privateKey: NIOSSLPrivateKey
  package var clientCertificates: ClientCertificates
  package var minimumVersion: MinimumVersion

  package init(
    certificateChain: [NIOSSLCertificate], privateKey: NIOSSLPrivateKey,
    clientCertificates: ClientCertificates = .none, minimumVersion: MinimumVersion = .tls12
  ) {
    self.certificateChain = certificateChain
    self.privateKey = privateKey
    self.clientCertificates = clientCertificates
    self.minimumVersion = minimumVersion
  }

  /// When the first certificate of the chain ceases to be in force, in seconds since 1970.
  package var expiry: Int { certificateChain.map { Int($0.notValidAfter) }.min() ?? 0 }
}

extension ServerTLS {
  /// Authenticated encryption with forward secrecy alone, for TLS 1.2 (RFC 9325 section 4.2); TLS 1.3 has nothing else.
  private static let cipherSuites = "ECDHE+AESGCM:ECDHE+CHACHA20"
  /// How long a connection that we close waits for the client to agree (RFC 8446 section 6.1).
  private static let shutdownTimeout = TimeAmount.seconds(1)

  /// The same in the words of the library.
  var configuration: TLSConfiguration {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: certificateChain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = minimumVersion == .tls13 ? .tlsv13 : .tlsv12
    configuration.cipherSuites = Self.cipherSuites
    configuration.applicationProtocols = ["http/1.1"]
    configuration.renegotiationSupport = .none
    configuration.shutdownTimeout = Self.shutdownTimeout
    switch clientCertificates {
    case .none:
      configuration.certificateVerification = .none
    case .optional(let authorities):
      configuration.certificateVerification = .optionalVerification
      configuration.trustRoots = .certificates(authorities)
    case .required(let authorities):
      // The name of a client has no part in it: whoever the authorities vouch for is welcome.
      configuration.certificateVerification = .noHostnameVerification
      configuration.trustRoots = .certificates(authorities)
    }
    // So that a client with several certificates can choose.
    configuration.sendCANameList = true
    return configuration
  }
}
