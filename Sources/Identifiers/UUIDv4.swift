/// A random (version 4) universally unique identifier, RFC 9562 section 5.4, as two machine words.
///
/// Used for request ids and for a token's `jti`. Needs no heap memory until somebody asks for its text.
package struct UUIDv4: Sendable, Hashable {
  /// The number of bytes of the textual form: 32 hexadecimal digits and four hyphens.
  package static let textLength = 36

  private let high: UInt64
  private let low: UInt64

  /// Makes an identifier from 128 random bits; the six bits that RFC 9562 fixes are overwritten.
  package init(randomBits high: UInt64, _ low: UInt64) {
    self.high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x0000_0000_0000_4000
    self.low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
  }

  /// Writes the 36 lower-case bytes of the textual form to the start of `buffer`.
  ///
  /// - Precondition: `buffer` holds at least ``textLength`` bytes.
  package func write(to buffer: UnsafeMutableRawBufferPointer) {
    precondition(buffer.count >= Self.textLength)
    var position = 0
    for index in 0..<16 {
      if index == 4 || index == 6 || index == 8 || index == 10 {
        buffer[position] = UInt8(ascii: "-")
        position += 1
      }
      let word = index < 8 ? high : low
      let byte = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * (index & 7)))
      buffer[position] = Self.digit(byte >> 4)
      buffer[position + 1] = Self.digit(byte & 0x0F)
      position += 2
    }
  }

  private static func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? nibble + UInt8(ascii: "0") : nibble - 10 + UInt8(ascii: "a")
  }
}

extension UUIDv4: CustomStringConvertible {
  /// The textual form, for example `0f8fad5b-d9cb-469f-a165-70867728950e`.
  package var description: String {
    String(unsafeUninitializedCapacity: Self.textLength) { buffer in
      write(to: UnsafeMutableRawBufferPointer(buffer))
      return Self.textLength
    }
  }
}
