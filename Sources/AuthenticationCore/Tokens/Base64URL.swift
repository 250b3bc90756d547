/// Base64url without padding, RFC 4648 section 5 and RFC 7515 section 2.
package enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let invalid: UInt8 = 0xFF
  /// The six bits that each byte stands for.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: invalid, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// The length of the text of `count` bytes.
  package static func encodedLength(of count: Int) -> Int {
    (count * 4 + 2) / 3
  }

  /// Appends the text of `bytes`.
  package static func append(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: encodedLength(of: bytes.count)))
    output.withUnsafeMutableBufferPointer { output in
      alphabet.withUnsafeBufferPointer { encode(bytes, into: output, from: start, with: $0) }
    }
  }

  private static func encode(
    _ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableBufferPointer<UInt8>, from start: Int,
    with alphabet: UnsafeBufferPointer<UInt8>
  ) {
    var (read, write) = (0, start)
    while read + 2 < bytes.count {
      let group = UInt32(bytes[read]) << 16 | UInt32(bytes[read + 1]) << 8 | UInt32(bytes[read + 2])
      output[write] = alphabet[Int(group >> 18)]
      output[write + 1] = alphabet[Int(group >> 12 & 63)]
      output[write + 2] = alphabet[Int(group >> 6 & 63)]
      output[write + 3] = alphabet[Int(group & 63)]
      (read, write) = (read + 3, write + 4)
    }
    guard read < bytes.count else { return }
    let first = UInt32(bytes[read])
    let second = read + 1 < bytes.count ? UInt32(bytes[read + 1]) : nil
    output[write] = alphabet[Int(first >> 2)]
    output[write + 1] = alphabet[Int(first << 4 & 0x30 | (second ?? 0) >> 4)]
    if let second { output[write + 2] = alphabet[Int(second << 2 & 0x3C)] }
  }

  /// The bytes of a text; nil unless it is exactly what ``append(_:to:)`` would write: no padding, no other alphabet, no
  /// bits beyond the last byte. One value has one spelling.
  package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count % 4 != 1 else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(text.count * 3 / 4)
    var (bits, count): (UInt32, Int) = (0, 0)
    for character in text {
      let value = values[Int(character)]
      if value == invalid { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      bits &= 1 << UInt32(count) - 1
    }
    return bits == 0 ? output : nil
  }
}
