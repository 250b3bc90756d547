#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The many names of the machine itself.
enum LoopbackHost {
  /// Whether a host in lower case, without brackets, means the machine itself.
  ///
  /// Counts `localhost` and everything below it (RFC 6761, section 6.3), the IPv4 and IPv6 loopback and unspecified
  /// addresses, the IPv4 ones also when written in IPv6, and the short, octal and hexadecimal spellings that resolvers
  /// still accept.
  static func contains(_ host: String) -> Bool {
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    if name == "localhost" || name.hasSuffix(".localhost") { return true }
    if let address = ipv4(name) { return isLocal(address[...]) }
    guard let address = ipv6(name) else { return false }
    if address.prefix(15).allSatisfy({ $0 == 0 }) { return address[15] <= 1 }
    let isMapped = address.prefix(10).allSatisfy { $0 == 0 } && address[10] == 0xFF && address[11] == 0xFF
    return isMapped && isLocal(address.suffix(4))
  }

  /// Whether only programs of the same machine reach what listens on a host, in any case.
  ///
  /// An unspecified address is the machine itself for who connects to it, and everybody's for who listens on it.
  static func isAddress(_ host: String) -> Bool {
    let host = host.lowercased()
    let isUnspecified = (ipv4(host) ?? ipv6(host)).map { $0.allSatisfy { $0 == 0 } } ?? false
    return contains(host) && !isUnspecified
  }

  private static func isLocal(_ address: ArraySlice<UInt8>) -> Bool {
    address.first == 127 || address.allSatisfy { $0 == 0 }
  }

  private static func ipv4(_ name: String) -> [UInt8]? {
    var address = in_addr()
    guard inet_aton(name, &address) == 1 else { return nil }
    return withUnsafeBytes(of: address.s_addr) { Array($0) }
  }

  private static func ipv6(_ name: String) -> [UInt8]? {
    let withoutZone = name.prefix { $0 != "%" }
    var address = in6_addr()
    guard inet_pton(AF_INET6, String(withoutZone), &address) == 1 else { return nil }
    return withUnsafeBytes(of: address) { Array($0) }
  }
}
