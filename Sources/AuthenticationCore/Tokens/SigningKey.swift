import Crypto

/// An HMAC-SHA256 key whose two hash states are prepared once (RFC 2104), so that a signature costs only the message.
package struct SigningKey: Sendable {
  package init(_ secret: Secret) {
    fatalError("interface only")
  }
}
