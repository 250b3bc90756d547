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
  /// Bytes of the value that could end the line early (CR, LF, NUL) become spaces.
  package mutating func append(_ name: String, _ value: String) {
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(UInt8(ascii: " "))
    for byte in value.utf8 {
      bytes.append(byte == 0x0D || byte == 0x0A || byte == 0x00 ? UInt8(ascii: " ") : byte)
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// Adds all lines of another block.
  package mutating func append(_ other: HeaderBlock) {
    if bytes.isEmpty { bytes = other.bytes } else { bytes.append(contentsOf: other.bytes) }
  }
}
