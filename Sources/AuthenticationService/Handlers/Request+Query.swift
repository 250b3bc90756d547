import HTTPEdge

extension Request {
  /// The first value of a name in the query, undecoded; nil when it is not there.
  func queryItem(_ name: String) -> String? {
    guard let query else { return nil }
    for item in query.split(separator: "&") {
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts[0] == name { return parts.count > 1 ? String(parts[1]) : "" }
    }
    return nil
  }

  /// The last segment of the path, percent-decoded; nil when it is empty or not UTF-8.
  var lastSegment: String? {
    guard let start = path.lastIndex(of: "/") else { return nil }
    var bytes: [UInt8] = []
    var rest = path[path.index(after: start)...].utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.first?.hexadecimalDigit, let low = rest.dropFirst().first?.hexadecimalDigit else {
        return nil
      }
      bytes.append(high << 4 | low)
      rest = rest.dropFirst(2)
    }
    return bytes.isEmpty ? nil : String(validating: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  /// The value of a digit of base 16; nil for what is none, such as a sign.
  fileprivate var hexadecimalDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
