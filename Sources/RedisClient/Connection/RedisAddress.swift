/// Where a server listens.
package enum RedisAddress: Sendable, Hashable {
  case tcp(host: String, port: Int)
  /// A socket in the file system.
  case unix(path: String)
}

extension RedisAddress: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unix(let path): path
    }
  }
}

extension RedisAddress {
  /// Reads `host:port` or `[address]:port`; without a port it is `port`.
  package init?(_ text: String, port: Int) {
    let host: Substring
    let rest: Substring
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<end]
      rest = text[text.index(after: end)...]
    } else {
      let end = text.firstIndex(of: ":") ?? text.endIndex
      (host, rest) = (text[..<end], text[end...])
    }
    guard !host.isEmpty, host.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") }) else {
      return nil
    }
    if rest.isEmpty {
      self = .tcp(host: String(host), port: port)
      return
    }
    guard rest.first == ":", let port = Int(rest.dropFirst()), (1...65_535).contains(port) else { return nil }
    self = .tcp(host: String(host), port: port)
  }
}
