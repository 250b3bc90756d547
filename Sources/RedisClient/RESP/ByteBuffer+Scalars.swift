import NIOCore

// Lines of the protocol as scalars, read strictly: a sign and digits, nothing else.

extension ByteBuffer {
  var integer: Int64 {
    get throws(RESPFault) {
      guard isNumeric(extra: ""), let value = Int64(String(buffer: self)) else { throw .malformed("integer") }
      return value
    }
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
