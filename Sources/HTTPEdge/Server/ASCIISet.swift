/// A set of ASCII characters, one bit each: membership costs a shift.
struct ASCIISet {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// All letters and digits, and `symbols`.
  init(_ symbols: StaticString) {
    for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { insert(byte) }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { insert(byte) }
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") { insert(byte) }
    symbols.withUTF8Buffer { for byte in $0 { insert(byte) } }
  }

  func contains(_ byte: UInt8) -> Bool {
    let word = byte < 64 ? low : high
    return byte < 128 && word >> UInt64(byte & 63) & 1 == 1
  }

  private mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
  }
}
