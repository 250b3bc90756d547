package import NIOSSL

/// How receivers are recognised over TLS, and how they recognise us.
package struct OTLPTLS: Sendable {
  /// The authorities that may vouch for receivers; empty for those of the system.
  package var authorities: [NIOSSLCertificate] = []
  /// Our own certificate and its intermediates, in the order in which they are sent; empty for none.
  package var certificateChain: [NIOSSLCertificate] = []
  /// The key of the first certificate in the chain.
  package var privateKey: NIOSSLPrivateKey?

  package init() {}
}
