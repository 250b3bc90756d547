package import Crypto

/// An HMAC-SHA256 key, RFC 2104, as one block of SHA-256.
///
/// The block stands where the key is kept. Two hash states prepared in advance would save a tenth of a microsecond per
/// signature and cost two objects of the heap per credential, which is more than everything else about a consumer.
package struct SigningKey: Sendable {
  /// Bytes of a signature.
  package static let signatureLength = 32
  /// Bytes of a block of SHA-256.
  package static let blockLength = 64

  /// The block in words: padding is a XOR with the same byte everywhere, in whatever order the bytes stand.
  private typealias Block = InlineArray<8, UInt64>

  private let block: Block

  /// Prepares the UTF-8 bytes of a secret, as Kong does unless `secret_is_base64` is set.
  package init(_ secret: Secret) {
    self.init(bytes: Array(secret.exposed.utf8))
  }

  /// Prepares a key of any length: one that is longer than a block stands for its hash.
  package init(bytes: [UInt8]) {
    let key = bytes.count > Self.blockLength ? Array(SHA256.hash(data: bytes)) : bytes
    var block = Block(repeating: 0)
    for (index, byte) in key.enumerated() { block[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8) }
    self.block = Block { block[$0].littleEndian }
  }

  /// Takes a block as ``exposedBlock`` gave it; nil when it is none.
  package init?(block bytes: [UInt8]) {
    guard bytes.count == Self.blockLength else { return nil }
    self.init(bytes: bytes)
  }

  /// The key as bytes of one block: as much a secret as the secret itself.
  package var exposedBlock: [UInt8] {
    block.span.withUnsafeBytes { Array($0) }
  }

  /// Signs a message.
  package func signature(of message: UnsafeRawBufferPointer) -> SHA256Digest {
    var hash = padded(with: 0x3636_3636_3636_3636)
    hash.update(bufferPointer: message)
    var envelope = padded(with: 0x5C5C_5C5C_5C5C_5C5C)
    hash.finalize().withUnsafeBytes { envelope.update(bufferPointer: $0) }
    return envelope.finalize()
  }

  /// Whether `signature` is that of `message`; takes the same time wherever they differ.
  package func isValid(_ signature: [UInt8], for message: UnsafeRawBufferPointer) -> Bool {
    self.signature(of: message).withUnsafeBytes { expected in
      signature.withUnsafeBytes { ConstantTime.isEqual($0, to: expected) }
    }
  }

  /// A hash that has seen the block, XORed with a padding.
  private func padded(with padding: UInt64) -> SHA256 {
    let padded = Block { block[$0] ^ padding }
    var hash = SHA256()
    padded.span.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash
  }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(reflecting: "<redacted>") }
}
