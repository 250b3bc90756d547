package import Crypto

/// An HMAC-SHA256 key, RFC 2104, whose two hash states are prepared once, so that a signature costs only the message.
package struct SigningKey: Sendable {
  /// Bytes of a signature.
  package static let signatureLength = 32
  /// Bytes of a block of SHA-256.
  private static let blockLength = 64

  private let inner: SHA256
  private let outer: SHA256

  /// Prepares the UTF-8 bytes of a secret, as Kong does unless `secret_is_base64` is set.
  package init(_ secret: Secret) {
    self.init(bytes: Array(secret.exposed.utf8))
  }

  /// Prepares a key of any length: one that is longer than a block stands for its hash.
  package init(bytes: [UInt8]) {
    var block = bytes.count > Self.blockLength ? Array(SHA256.hash(data: bytes)) : bytes
    block.append(contentsOf: repeatElement(0, count: Self.blockLength - block.count))
    inner = Self.state(of: block, padding: 0x36)
    outer = Self.state(of: block, padding: 0x5C)
  }

  /// Signs a message.
  package func signature(of message: UnsafeRawBufferPointer) -> SHA256Digest {
    var hash = inner
    hash.update(bufferPointer: message)
    var envelope = outer
    hash.finalize().withUnsafeBytes { envelope.update(bufferPointer: $0) }
    return envelope.finalize()
  }

  /// Whether `signature` is that of `message`; takes the same time wherever they differ.
  package func isValid(_ signature: [UInt8], for message: UnsafeRawBufferPointer) -> Bool {
    guard signature.count == Self.signatureLength else { return false }
    return self.signature(of: message).withUnsafeBytes { expected in
      var difference: UInt8 = 0
      for index in 0..<Self.signatureLength { difference |= expected[index] ^ signature[index] }
      return difference == 0
    }
  }

  private static func state(of block: [UInt8], padding: UInt8) -> SHA256 {
    var hash = SHA256()
    hash.update(data: block.map { $0 ^ padding })
    return hash
  }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(reflecting: "<redacted>") }
}
