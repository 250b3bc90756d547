import Glibc

/// A port that listens and takes no connection any more: who connects hears nothing.
///
/// Linux drops the first packet of a connection for which there is no room in the queue.
enum FullBacklog {
  struct Unavailable: Error {}

  static func use<Result>(_ body: (_ port: Int) async throws -> Result) async throws -> Result {
    var sockets = [socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)]
    defer { for socket in sockets { close(socket) } }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
    guard address.with({ bind(sockets[0], $0, $1) }) == 0, listen(sockets[0], 0) == 0 else { throw Unavailable() }
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    guard
      withUnsafeMutablePointer(
        to: &address,
        { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(sockets[0], $0, &length) }
        }) == 0
    else { throw Unavailable() }
    // One more than the queue has room for; these wait in it, or for it.
    for _ in 0..<4 {
      let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
      _ = address.with { connect(client, $0, $1) }
      sockets.append(client)
    }
    return try await body(Int(UInt16(bigEndian: address.sin_port)))
  }
}

extension sockaddr_in {
  /// Hands the address over as C wants it, with its length.
  fileprivate func with(_ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt) -> CInt {
    withUnsafePointer(to: self) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<Self>.size)) }
    }
  }
}
