package import Identifiers

/// What one exchange is called in responses, problem documents and logs.
package enum RequestID: Sendable, Hashable {
  /// Our own, random.
  case generated(UUIDv4)
  /// The client's, found to be well-formed.
  case adopted(String)

  /// Adopts a client's id: 1 to 128 letters, digits, dots, underscores and hyphens; nil for anything else.
  package init?(adopting bytes: UnsafeRawBufferPointer) {
    guard (1...128).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
    self = .adopted(String(decoding: bytes, as: UTF8.self))
  }

  /// The number of bytes of the textual form.
  package var length: Int {
    switch self {
    case .generated: UUIDv4.textLength
    case .adopted(let text): text.utf8.count
    }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default:
      false
    }
  }
}

extension RequestID: CustomStringConvertible {
  package var description: String {
    switch self {
    case .generated(let uuid): uuid.description
    case .adopted(let text): text
    }
  }
}
