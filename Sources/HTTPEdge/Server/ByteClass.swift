/// Which bytes may stand where in a message head, RFC 9110 section 5.6.2 and RFC 9112.
enum ByteClass {
  static let htab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let colon = UInt8(ascii: ":")

  private static let token = ASCIISet("!#$%&'*+-.^_`|~")
  private static let host = ASCIISet("-._~%!$&'()*+,;=:[]")

  /// The number of bytes of `bytes` that form a token from its start.
  static func tokenLength(_ bytes: UnsafeRawBufferPointer) -> Int {
    let token = token
    var length = 0
    while length < bytes.count, token.contains(bytes[length]) { length += 1 }
    return length
  }

  /// Whether a token may hold `byte`.
  static func isToken(_ byte: UInt8) -> Bool { token.contains(byte) }

  /// Whether `byte` is a control character that a field value must not hold; the tab may stand there.
  static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 && byte != htab) || byte == 0x7F }

  /// Whether all of `bytes` may stand in a field value: visible characters, space, tab and bytes above ASCII.
  ///
  /// Looks at sixteen bytes at a time.
  static func isFieldValue(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset + 16 <= bytes.count {
      let block = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
      let isControl = ((block .< 0x20) .& (block .!= htab)) .| (block .== 0x7F)
      if any(isControl) { return false }
      offset += 16
    }
    return !bytes[offset...].contains(where: isControl)
  }

  /// Whether all of `bytes` may stand in a request target: visible ASCII, and no fragment.
  static func isTarget(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var isForbidden = false
    for byte in bytes { isForbidden = isForbidden || byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "#") }
    return !isForbidden
  }

  /// Whether all of `bytes` may stand in a `Host` field: name or address, and port (RFC 3986 section 3.2).
  static func isHost(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.allSatisfy(host.contains)
  }

  /// `bytes` without the spaces and tabs at both ends.
  static func trimmed(_ range: Range<Int>, of bytes: UnsafeRawBufferPointer) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, bytes[lower] == space || bytes[lower] == htab { lower += 1 }
    while lower < upper, bytes[upper - 1] == space || bytes[upper - 1] == htab { upper -= 1 }
    return lower..<upper
  }
}
