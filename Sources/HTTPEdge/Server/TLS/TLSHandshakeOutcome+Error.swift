import NIOSSL

extension TLSHandshakeOutcome {
  /// What an error means that came before the end of a handshake.
  init(_ error: any Error) {
    switch error {
    case NIOSSLError.handshakeFailed(.sslError(let stack)) where stack == [.eofDuringHandshake]: self = .abandoned
    case NIOSSLError.handshakeFailed(.sslError(let stack)):
      self = .failed(reason: stack.map(\.name).joined(separator: ", "))
    case NIOSSLError.handshakeFailed(let cause): self = .failed(reason: "\(cause)")
    // A reset, or an end that we have brought about.
    default: self = .abandoned
    }
  }
}

extension BoringSSLInternalError {
  /// What BoringSSL calls it, such as `UNSUPPORTED_PROTOCOL`, without the line that found it; all that is said, where that has
  /// another form.
  fileprivate var name: String {
    let text = "\(self)"
    guard let start = text.firstRange(of: "OPENSSL_internal:")?.upperBound else { return text }
    return String(text[start...].prefix { $0 != " " })
  }
}
