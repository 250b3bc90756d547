import FoundationEssentials

/// An absolute http or https URL that other paths are appended to.
package struct HTTPEndpoint: Sendable, Equatable {
  package enum Scheme: String, Sendable {
    case http, https
  }

  package let scheme: Scheme
  /// The host in lower case; an IPv6 address without its brackets.
  package let host: String
  package let port: Int
  /// The path without a final slash; empty for the root.
  package let basePath: String

  package init(scheme: Scheme, host: String, port: Int, basePath: String = "") {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.basePath = basePath
  }

  /// Reads a URL.
  ///
  /// - Throws: ``SettingRefusal`` when it has another scheme, no host, user information, a query or a fragment.
  package init(_ text: String) throws(SettingRefusal) {
    guard let parts = URLComponents(string: text, encodingInvalidCharacters: false), let schemeName = parts.scheme
    else { throw SettingRefusal("must be an absolute http or https URL") }
    guard let scheme = Scheme(rawValue: schemeName.lowercased()) else {
      throw SettingRefusal("must be an http or https URL")
    }
    guard var host = parts.percentEncodedHost, !host.isEmpty else { throw SettingRefusal("must be a URL with a host") }
    guard parts.user == nil, parts.password == nil else {
      throw SettingRefusal("must not carry user information; the token has its own variable")
    }
    guard parts.query == nil, parts.fragment == nil else {
      throw SettingRefusal("must not have a query or a fragment")
    }
    let port = parts.port ?? (scheme == .https ? 443 : 80)
    guard (1...65_535).contains(port) else { throw SettingRefusal("must have a port from 1 to 65535") }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard host.utf8.allSatisfy(\.isAllowedInHost) else { throw SettingRefusal("must have a plain host name") }
    var path = parts.percentEncodedPath[...]
    while path.last == "/" { path.removeLast() }
    self.init(scheme: scheme, host: host.lowercased(), port: port, basePath: String(path))
  }
}

extension HTTPEndpoint: CustomStringConvertible {
  /// The URL, with its port and without a final slash.
  package var description: String {
    "\(scheme.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)\(basePath)"
  }

  /// Whether the host is the machine itself.
  package var isLoopback: Bool { LoopbackHost.contains(host) }
}

extension SettingType<HTTPEndpoint> {
  /// The base of an HTTP service.
  package static var endpoint: Self {
    SettingType(label: "http or https URL") { text throws(SettingRefusal) in try HTTPEndpoint(text) }
  }
}
