/// What may stand behind a chunk size, RFC 9112 section 7.1.1: `*( ";" name [ "=" ( token / quoted-string ) ] )`.
///
/// Nothing here reads extensions. Their grammar is checked all the same, without the white space that it once allowed, because
/// what one reader takes for an extension another has taken for a line end.
enum ChunkExtension {
  static let start = UInt8(ascii: ";")
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// Whether `bytes`, everything between a chunk size and its line end, are extensions.
  static func areWellFormed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var position = 0
    while position < bytes.count {
      guard bytes[position] == start else { return false }
      let name = ByteClass.tokenLength(UnsafeRawBufferPointer(rebasing: bytes[(position + 1)...]))
      position += 1 + name
      guard name > 0 else { return false }
      guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { continue }
      let value = valueLength(UnsafeRawBufferPointer(rebasing: bytes[(position + 1)...]))
      guard value > 0 else { return false }
      position += 1 + value
    }
    return true
  }

  /// The number of bytes of the token or quoted string at the start of `bytes`; 0 when there is none.
  private static func valueLength(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard bytes.first == quote else { return ByteClass.tokenLength(bytes) }
    var position = 1
    while position < bytes.count, bytes[position] != quote {
      if ByteClass.isControl(bytes[position]) { return 0 }
      position += bytes[position] == backslash ? 2 : 1
    }
    return position < bytes.count ? position + 1 : 0
  }
}
