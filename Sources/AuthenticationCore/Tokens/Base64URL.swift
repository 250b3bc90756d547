/// Base64url without padding, RFC 4648 section 5 and RFC 7515 section 2.
package enum Base64URL {
  /// The length of the text of `count` bytes.
  package static func encodedLength(of count: Int) -> Int {
    (count * 4 + 2) / 3
  }

  /// Appends the text of `bytes`.
  package static func append(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: bytes)
    encode(&output, from: start)
  }

  /// Turns the bytes from `start` to the end into their text, where they stand, so that no other buffer is needed.
  ///
  /// Text is longer than what it stands for; so, from the last block to the first, it only covers what has been read already. The last
  /// block is filled up with zeros, and the text cut off behind the character in which the last byte ends.
  package static func encode(_ bytes: inout [UInt8], from start: Int) {
    let count = bytes.count - start
    let blocks = (count + 11) / 12
    bytes.append(contentsOf: repeatElement(0, count: blocks * 16 - count))
    bytes.withUnsafeMutableBytes { bytes in
      for block in (0..<blocks).reversed() {
        let sextets = sextets(of: UnsafeRawBufferPointer(rebasing: bytes[(start + block * 12)...]))
        bytes.storeBytes(of: characters(of: sextets), toByteOffset: start + block * 16, as: SIMD16<UInt8>.self)
      }
    }
    bytes.removeLast(blocks * 16 - encodedLength(of: count))
  }

  /// The twelve bytes at the start of `bytes`, six bits in each of sixteen.
  private static func sextets(of bytes: UnsafeRawBufferPointer) -> SIMD16<UInt8> {
    var groups = SIMD4<UInt32>()
    // Each group is read with a byte too many, which is shifted out.
    for index in 0..<4 {
      groups[index] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 3, as: UInt32.self)) &>> 8
    }
    // The first sextet of a group goes to the byte that comes first in memory.
    var sextets = groups &>> 18
    sextets |= groups &>> 4 & 0x3F00
    sextets |= groups &<< 10 & 0x3F_0000
    sextets |= groups &<< 24 & 0x3F00_0000
    return withUnsafeBytes(of: sextets) { $0.loadUnaligned(as: SIMD16<UInt8>.self) }
  }

  /// The characters of numbers from 0 to 63.
  private static func characters(of sextets: SIMD16<UInt8>) -> SIMD16<UInt8> {
    // Adding 128 - n sets the highest bit of what is n or more; each step corrects the distance from there on.
    var text = sextets &+ UInt8(ascii: "A")
    text &+= (sextets &+ (128 - 26)) &>> 7 &* 6
    text &-= (sextets &+ (128 - 52)) &>> 7 &* 75
    text &-= (sextets &+ (128 - 62)) &>> 7 &* 13
    text &+= (sextets &+ (128 - 63)) &>> 7 &* 49
    return text
  }

  /// The bytes of a text; nil unless it is exactly what ``append(_:to:)`` would write.
  ///
  /// No padding, no other alphabet, no bits beyond the last byte: one value has one spelling.
  package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count % 4 != 1 else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(text.count * 3 / 4)
    var (bits, count): (UInt32, Int) = (0, 0)
    for character in text {
      guard let sextet = sextet(of: character) else { return nil }
      bits = bits << 6 | sextet
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      bits &= 1 << UInt32(count) - 1
    }
    return bits == 0 ? output : nil
  }

  private static func sextet(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
