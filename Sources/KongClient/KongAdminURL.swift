/// Where Kong's Admin API begins: scheme, host, port and base path, without a slash at the end.
///
/// Made of parts, because reading and judging what an operator wrote is the configuration's business.
package struct KongAdminURL: Sendable, Hashable, CustomStringConvertible {
  /// The URL, to which a path that begins with a slash can be appended.
  package let description: String
  let host: String
  let port: Int

  /// Puts the URL together.
  ///
  /// - Parameters:
  ///   - isSecure: whether Kong is asked over TLS.
  ///   - host: a name or an address, an IPv6 one without its brackets.
  ///   - port: the TCP port.
  ///   - path: empty, or with a slash at its start; slashes at its end are dropped.
  package init(isSecure: Bool, host: String, port: Int, path: String = "") {
    let authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    var base = path[...]
    while base.last == "/" { base.removeLast() }
    description = "\(isSecure ? "https" : "http")://\(authority)\(base)"
    self.host = host
    self.port = port
  }
}
