/// Which bytes may stand where in a message head, RFC 9110 section 5.6.2 and RFC 9112.
enum ByteClass {
  static let htab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let colon = UInt8(ascii: ":")

  private static let token = table(withSymbols: "!#$%&'*+-.^_`|~")
  private static let host = table(withSymbols: "-._~%!$&'()*+,;=:[]")

  /// `true` at the index of each ASCII letter, digit and symbol.
  private static func table(withSymbols symbols: String) -> [Bool] {
    (0...255).map { byte in
      switch UInt8(byte) {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default:
        symbols.utf8.contains(UInt8(byte))
      }
    }
  }

  /// The number of bytes of `bytes` that form a token from its start.
  static func tokenLength(_ bytes: UnsafeRawBufferPointer) -> Int {
    token.withUnsafeBufferPointer { isToken in
      var length = 0
      while length < bytes.count, isToken[Int(bytes[length])] { length += 1 }
      return length
    }
  }

  /// Whether a token may hold `byte`.
  static func isToken(_ byte: UInt8) -> Bool { token[Int(byte)] }

  /// Whether `byte` is a control character that a field value must not hold; the tab may stand there.
  static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 && byte != htab) || byte == 0x7F }

  /// Whether all of `bytes` may stand in a field value: visible characters, space, tab and bytes above ASCII.
  ///
  /// Looks at eight bytes at a time, and at each of them only when one of the eight is below the space or DEL.
  static func isFieldValue(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if mayHaveControl(word), bytes[offset..<(offset + 8)].contains(where: isControl) { return false }
      offset += 8
    }
    while offset < bytes.count {
      if isControl(bytes[offset]) { return false }
      offset += 1
    }
    return true
  }

  /// Whether one of eight bytes is below 0x20, or is 0x7F.
  ///
  /// Subtracting from each byte what it must not be below borrows into its high bit; a borrow from a lower neighbour can
  /// only make the answer a false alarm.
  private static func mayHaveControl(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let belowSpace = (word &- ones &* 0x20) & ~word
    let difference = word ^ (ones &* 0x7F)
    let isDelete = (difference &- ones) & ~difference
    return (belowSpace | isDelete) & (ones &* 0x80) != 0
  }

  /// Whether all of `bytes` may stand in a request target: visible ASCII, and no fragment.
  static func isTarget(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var isForbidden = false
    for byte in bytes { isForbidden = isForbidden || byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "#") }
    return !isForbidden
  }

  /// Whether all of `bytes` may stand in a `Host` field: name or address, and port (RFC 3986 section 3.2).
  static func isHost(_ bytes: UnsafeRawBufferPointer) -> Bool {
    host.withUnsafeBufferPointer { isHost in
      bytes.allSatisfy { isHost[Int($0)] }
    }
  }

  /// `bytes` without the spaces and tabs at both ends.
  static func trimmed(_ range: Range<Int>, of bytes: UnsafeRawBufferPointer) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, bytes[lower] == space || bytes[lower] == htab { lower += 1 }
    while lower < upper, bytes[upper - 1] == space || bytes[upper - 1] == htab { upper -= 1 }
    return lower..<upper
  }
}
