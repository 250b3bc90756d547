extension String {
  /// The text as one segment of a URL's path, or as a value in its query: all but unreserved characters are encoded.
  ///
  /// RFC 3986 section 2.3. Stricter than a path needs, because Kong decodes `+` to a space there. The segments `.` and
  /// `..` are encoded too, or the path would be shortened on its way (section 5.2.4); Kong takes `%2E%2E` for a name.
  var percentEncoded: String {
    let isDotSegment = self == "." || self == ".."
    var encoded: [UInt8] = []
    encoded.reserveCapacity(utf8.count)
    for byte in utf8 {
      if byte.isUnreserved, !isDotSegment {
        encoded.append(byte)
      } else {
        encoded += [UInt8(ascii: "%"), (byte >> 4).hexadecimalDigit, (byte & 0xF).hexadecimalDigit]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }

  fileprivate var hexadecimalDigit: UInt8 {
    self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "A") + self - 10
  }
}
