/// A query string or form, as Lua code in Kong sees it: decoded, in order, `+` meaning a space.
struct URLQuery {
  /// A value is nil when there was no `=`.
  let pairs: [(name: String, value: String?)]

  init(_ text: String?) {
    pairs = (text ?? "").split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = PercentCoding.decode(halves[0])
      return (name, halves.count == 2 ? PercentCoding.decode(halves[1]) : nil)
    }
  }

  /// All values called `name`, compared with regard to case.
  func values(_ name: String) -> [String] {
    pairs.filter { $0.name == name }.compactMap(\.value)
  }

  /// The first value called `name`.
  subscript(name: String) -> String? {
    values(name).first
  }
}

/// Percent-encoding, RFC 3986 section 2.1.
enum PercentCoding {
  /// Decodes `%XX` and `+`; what is malformed stays as it is, and invalid UTF-8 is repaired.
  static func decode(_ text: some StringProtocol) -> String {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
