package import NIOCore

// What a caller expects a reply to be; nil where it is something else.

extension RESPValue {
  package var bytes: ByteBuffer? {
    if case .string(let bytes) = self { bytes } else { nil }
  }

  /// Text in UTF-8; what is none is repaired.
  package var text: String? { bytes.map { String(buffer: $0) } }

  package var integer: Int? {
    if case .integer(let value) = self { Int(exactly: value) } else { nil }
  }

  package var elements: [RESPValue]? {
    if case .array(let values) = self { values } else { nil }
  }

  /// The value with a name: of a map, or of the array that version 2 has in its place.
  package subscript(name: String) -> RESPValue? {
    switch self {
    case .map(let pairs): return pairs.first { $0.key.text == name }?.value
    case .array(let values):
      guard let index = values.firstIndex(where: { $0.text == name }), index + 1 < values.count else { return nil }
      return values[index + 1]
    default: return nil
    }
  }
}
