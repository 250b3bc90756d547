import FoundationEssentials

/// What a `redis://`, `rediss://` or `unix://` URL says.
///
/// `redis://user:password@host:port/database`; the user, the password and a path are percent-encoded. `rediss` is TLS.
/// `unix://user:password@/path/to/socket?db=0`. The default port is 6379.
package struct RedisURL: Sendable {
  package let address: RedisAddress
  package let usesTLS: Bool
  package let username: String?
  package let password: String?
  /// Nil when the URL names none.
  package let database: Int?

  /// Why a text is no such URL, as the rest of a sentence that begins with its name; the text may hold a password and is
  /// not quoted.
  package struct Fault: Error, Equatable {
    package let reason: String
  }

  package init(_ text: String) throws(Fault) {
    guard let parts = URLComponents(string: text, encodingInvalidCharacters: false),
      let scheme = parts.scheme?.lowercased(), ["redis", "rediss", "unix"].contains(scheme)
    else { throw Fault(reason: "must be a redis, rediss or unix URL, such as redis://redis:6379") }
    guard parts.fragment == nil else { throw Fault(reason: "must be a URL without a fragment") }
    username = parts.user.flatMap { $0.isEmpty ? nil : $0 }
    password = parts.password.flatMap { $0.isEmpty ? nil : $0 }
    usesTLS = scheme == "rediss"
    if scheme == "unix" {
      guard parts.percentEncodedHost ?? "" == "", parts.path.hasPrefix("/"), parts.path.count > 1 else {
        throw Fault(reason: "must name a socket by its whole path, such as unix:///run/redis.sock")
      }
      address = .unix(path: parts.path)
      database = try Self.database(parts.queryItems?.first { $0.name == "db" }?.value ?? "")
      return
    }
    guard let host = parts.percentEncodedHost, !host.isEmpty, !host.contains("%") else {
      throw Fault(reason: "must be a URL with a host")
    }
    guard parts.query == nil else {
      throw Fault(reason: "must be a URL without a query; rediss:// is TLS, and the path is the database")
    }
    let port = parts.port ?? 6379
    guard (1...65_535).contains(port) else { throw Fault(reason: "must have a port from 1 to 65535") }
    address = .tcp(host: host.trimmingBrackets, port: port)
    database = try Self.database(String(parts.path.dropFirst()))
  }

  private static func database(_ text: String) throws(Fault) -> Int? {
    if text.isEmpty { return nil }
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(text) else {
      throw Fault(reason: "must name a database by its number, such as redis://redis:6379/0")
    }
    return number
  }
}

extension RedisURL: CustomStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(reflecting: "<redacted>") }
}

extension String {
  /// An IPv6 address without the brackets that it has in URLs.
  fileprivate var trimmingBrackets: String {
    hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
  }
}
