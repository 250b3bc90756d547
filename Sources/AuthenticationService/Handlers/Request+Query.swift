import HTTPEdge

extension Request {
  /// The first value of a name in the query, both percent-decoded; nil when it is not there.
  ///
  /// What is no UTF-8 stands as it was sent.
  func queryItem(_ name: String) -> String? {
    guard let query else { return nil }
    for item in query.split(separator: "&") {
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts[0] == name || parts[0].percentDecoded == name else { continue }
      return parts.count > 1 ? parts[1].percentDecoded ?? String(parts[1]) : ""
    }
    return nil
  }

  /// The last segment of the path, percent-decoded; nil when it is empty or not UTF-8.
  var lastSegment: String? {
    guard let start = path.lastIndex(of: "/") else { return nil }
    let segment = path[path.index(after: start)...].percentDecoded
    return segment?.isEmpty == true ? nil : segment
  }
}
