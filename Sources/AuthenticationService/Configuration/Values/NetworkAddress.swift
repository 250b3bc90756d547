package import NIOCore

/// An address of IPv4 or IPv6 as a number.
///
/// An IPv4 address that is written as an IPv6 one (`::ffff:192.0.2.1`, RFC 4291, section 2.5.5.2) is an IPv4 address: that is how a
/// socket for both families shows its IPv4 peers.
package struct NetworkAddress: Sendable, Equatable {
  /// The family of an address, by the number of its bits.
  enum Family: Int, Sendable {
    case ipv4 = 32
    case ipv6 = 128
  }

  let family: Family
  /// The bits, the last one lowest.
  let bits: UInt128

  init(_ family: Family, bits: UInt128) {
    self.family = family
    self.bits = bits
  }

  /// The address of a socket; nil for one without an address of IP.
  package init?(_ socket: SocketAddress) {
    switch socket {
    case .v4:
      self.init(.ipv4, bits: socket.bits(at: 4..<8))
    case .v6:
      let bits = socket.bits(at: 8..<24)
      self = bits >> 32 == 0xFFFF ? NetworkAddress(.ipv4, bits: bits & 0xFFFF_FFFF) : NetworkAddress(.ipv6, bits: bits)
    case .unixDomainSocket: return nil
    }
  }

  /// Reads an address as `inet_pton` does: no leading zeros, no zone, no port; nil for anything else.
  package init?(_ text: String) {
    // NIO reads a zone, and drops it.
    guard !text.utf8.contains(UInt8(ascii: "%")), let socket = try? SocketAddress(ipAddress: text, port: 0) else {
      return nil
    }
    self.init(socket)
  }
}

extension NetworkAddress: CustomStringConvertible {
  package var description: String {
    let bytes = stride(from: family.rawValue - 8, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: bits >> UInt128($0))
    }
    return (try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0))?.ipAddress ?? ""
  }
}

extension SocketAddress {
  /// The number that some bytes of `sockaddr_in` or `sockaddr_in6` are in the order of the network.
  ///
  /// The address stands behind family and port in the one, and behind the label of the flow, too, in the other (RFC 3493, section 3.3).
  fileprivate func bits(at place: Range<Int>) -> UInt128 {
    withSockAddr { address, size in
      UnsafeRawBufferPointer(start: address, count: size)[place].reduce(0) { $0 << 8 | UInt128($1) }
    }
  }
}
