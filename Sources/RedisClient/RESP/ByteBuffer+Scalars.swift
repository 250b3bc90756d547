import NIOCore

// Lines of the protocol as scalars, read strictly: a sign and digits, nothing else.

extension ByteBuffer {
  var integer: Int64 {
    get throws(RESPFault) {
      guard let value = withUnsafeReadableBytes(Self.integer) else { throw .malformed("integer") }
      return value
    }
  }

  /// A sign and digits; nil for anything else, and for what does not fit.
  private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    var digits = bytes[...]
    var isNegative = false
    if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      digits = digits.dropFirst()
    }
    // Twenty digits do not fit.
    guard !digits.isEmpty, digits.count < 20 else { return nil }
    var magnitude: UInt64 = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      magnitude = magnitude * 10 + UInt64(byte - UInt8(ascii: "0"))
    }
    if isNegative { return magnitude > UInt64(Int64.max) + 1 ? nil : Int64(truncatingIfNeeded: 0 &- magnitude) }
    return Int64(exactly: magnitude)
  }

  var digits: String {
    get throws(RESPFault) {
      let text = String(buffer: self)
      let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
      guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        throw .malformed("big number")
      }
      return text
    }
  }

  var double: Double {
    get throws(RESPFault) {
      switch String(buffer: self) {
      case "inf": return .infinity
      case "-inf": return -.infinity
      case "nan": return .nan
      case let text:
        guard isNumeric(extra: ".eE"), let value = Double(text) else { throw .malformed("double") }
        return value
      }
    }
  }

  var boolean: Bool {
    get throws(RESPFault) {
      switch String(buffer: self) {
      case "t": return true
      case "f": return false
      default: throw .malformed("boolean")
      }
    }
  }

  private func isNumeric(extra: String) -> Bool {
    readableBytes > 0
      && readableBytesView.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
          || extra.utf8.contains(byte)
      }
  }
}
