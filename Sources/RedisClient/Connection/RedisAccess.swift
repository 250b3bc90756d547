package import NIOSSL

/// How a server is entered: as whom, into which database, and through which TLS.
package struct RedisAccess: Sendable {
  /// Nil for the user that servers call `default`.
  package var username: String?
  package var password: String?
  package var database = 0
  /// What `CLIENT LIST` calls us; nil for nothing.
  package var clientName: String?
  /// Nil for plain TCP.
  package var tls: RedisTLS?

  package init() {}
}

/// Neither the name of the user nor the password is for anybody's eyes.
extension RedisAccess: CustomStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(reflecting: "<redacted>") }
}

/// Who may vouch for a server, and what vouches for us.
package struct RedisTLS: Sendable {
  let context: NIOSSLContext
  /// The name that the certificate must bear; nil for the one that we connect to.
  let serverName: String?

  /// Prepares a context.
  ///
  /// - Parameters:
  ///   - authorities: who may vouch for the server; none stands for the system's.
  ///   - serverName: the name that the certificate must bear; nil for the one that we connect to.
  /// - Throws: what is wrong with the certificates or the key.
  package init(
    authorities: [NIOSSLCertificate] = [], certificateChain: [NIOSSLCertificate] = [],
    privateKey: NIOSSLPrivateKey? = nil, serverName: String? = nil
  ) throws {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    if !authorities.isEmpty { configuration.trustRoots = .certificates(authorities) }
    configuration.certificateChain = certificateChain.map { .certificate($0) }
    if let privateKey { configuration.privateKey = .privateKey(privateKey) }
    self.context = try NIOSSLContext(configuration: configuration)
    self.serverName = serverName
  }
}
