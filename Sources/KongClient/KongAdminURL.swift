import FoundationEssentials

/// Where Kong's Admin API begins: scheme, host, port and base path, without a slash at the end.
package struct KongAdminURL: Sendable, Hashable, CustomStringConvertible {
  /// What is wrong with a text that should be such a URL.
  package enum Fault: Error, Sendable, Hashable {
    case malformed
    /// Neither `http` nor `https`.
    case scheme
    case host
    case port
    /// User and password do not belong here: the admin token has a setting of its own.
    case userInfo
    /// A query or a fragment, which could not be followed by a path.
    case queryOrFragment
  }

  /// The normalised URL, to which a path that begins with a slash can be appended.
  package let description: String
  package let isSecure: Bool
  /// The host, lower case, an IPv6 address in its brackets.
  package let host: String

  /// Puts a URL together from parts that are known to be right.
  ///
  /// - Parameter path: empty, or with a slash at its start and none at its end.
  package init(isSecure: Bool, host: String, port: Int, path: String) {
    self.isSecure = isSecure
    self.host = host.contains(":") ? "[\(host)]" : host
    self.description = "\(isSecure ? "https" : "http")://\(self.host):\(port)\(path)"
  }

  package init(_ text: String) throws(Fault) {
    // Else Foundation repairs what it can, and how depends on what else is linked into the program.
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .malformed }
    guard let parts = URLComponents(string: text) else { throw .malformed }
    let scheme = parts.scheme?.lowercased() ?? ""
    guard scheme == "http" || scheme == "https" else { throw .scheme }
    guard parts.user == nil, parts.password == nil else { throw .userInfo }
    guard parts.query == nil, parts.fragment == nil else { throw .queryOrFragment }
    // A host that needs encoding is none that a resolver would know.
    guard let host = parts.encodedHost?.lowercased(), !host.isEmpty, !host.contains("%") else { throw .host }
    guard (1...65535).contains(parts.port ?? 80) else { throw .port }
    var path = parts.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }

    self.isSecure = scheme == "https"
    self.host = host
    self.description = "\(scheme)://\(host)\(parts.port.map { ":\($0)" } ?? "")\(path)"
  }
}
