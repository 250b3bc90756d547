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
    withUnsafeBytes(of: digits) { digits in
      Self.copy(digits[0..<8], to: 0, of: buffer)
      Self.copy(digits[8..<12], to: 9, of: buffer)
      Self.copy(digits[12..<16], to: 14, of: buffer)
      Self.copy(digits[16..<20], to: 19, of: buffer)
      Self.copy(digits[20..<32], to: 24, of: buffer)
    }
    buffer[8] = UInt8(ascii: "-")
    buffer[13] = UInt8(ascii: "-")
    buffer[18] = UInt8(ascii: "-")
    buffer[23] = UInt8(ascii: "-")
  }

  private static func copy(
    _ group: Slice<UnsafeRawBufferPointer>, to position: Int, of buffer: UnsafeMutableRawBufferPointer
  ) {
    let target = UnsafeMutableRawBufferPointer(rebasing: buffer[position..<(position + group.count)])
    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: group))
  }

  /// The 32 hexadecimal digits, all made at once.
  private var digits: SIMD32<UInt8> {
    let bytes = unsafeBitCast((high.bigEndian, low.bigEndian), to: SIMD16<UInt8>.self)
    var nibbles = SIMD32<UInt8>()
    nibbles.evenHalf = bytes &>> 4
    nibbles.oddHalf = bytes & 0x0F
    let decimal = nibbles &+ UInt8(ascii: "0")
    let letter = nibbles &+ (UInt8(ascii: "a") - 10)
    return decimal.replacing(with: letter, where: nibbles .> 9)
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
