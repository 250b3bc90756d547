package import NIOSSL

/// How Kong is recognised over TLS, and how Kong recognises us.
package struct KongTLS: Sendable {
  /// The authorities that may vouch for Kong; empty for those of the system.
  package var authorities: [NIOSSLCertificate] = []
  /// Our own certificate and its intermediates, in the order in which they are sent; empty for none.
  package var certificateChain: [NIOSSLCertificate] = []
  /// The key of the first certificate in the chain.
  package var privateKey: NIOSSLPrivateKey?

  package init() {}
}
