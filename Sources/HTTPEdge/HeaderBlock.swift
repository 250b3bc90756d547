/// Header lines rendered once, ready to be copied into a response: `Name: value`, each ended by CRLF.
package struct HeaderBlock: Sendable, Equatable {
  package private(set) var bytes: [UInt8]

  /// The block without lines.
  package static let empty = HeaderBlock()

  package init() {
    bytes = []
  }

  package init(_ lines: [(name: String, value: String)]) {
    bytes = []
    for (name, value) in lines { append(name, value) }
  }

  /// Adds one line.
  ///
  /// No name or value can end the line early: bytes that no token holds become `_` in the name, control characters other than
  /// tab become spaces in the value.
  package mutating func append(_ name: String, _ value: String) {
    for byte in name.utf8 { bytes.append(ByteClass.isToken(byte) ? byte : UInt8(ascii: "_")) }
    bytes.append(ByteClass.colon)
    bytes.append(ByteClass.space)
    for byte in value.utf8 { bytes.append(ByteClass.isControl(byte) ? ByteClass.space : byte) }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// Adds all lines of another block.
  package mutating func append(_ other: HeaderBlock) {
    if bytes.isEmpty { bytes = other.bytes } else { bytes.append(contentsOf: other.bytes) }
  }

  /// Whether there is a line with a name, spelled like this.
  package func contains(_ name: String) -> Bool {
    let wanted = name.utf8
    var isAtStart = true
    for index in bytes.indices {
      let end = index + wanted.count
      if isAtStart, end < bytes.count, bytes[end] == ByteClass.colon, bytes[index..<end].elementsEqual(wanted) {
        return true
      }
      isAtStart = bytes[index] == 0x0A
    }
    return false
  }
}
