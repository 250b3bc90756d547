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
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return bytes.isEmpty ? nil : String(validating: bytes, as: UTF8.self)
  }
}
