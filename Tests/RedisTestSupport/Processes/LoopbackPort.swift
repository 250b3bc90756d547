import Glibc
import Synchronization

/// TCP ports of 127.0.0.1 for servers.
enum LoopbackPort {
  /// Where no system looks for the client's end of a connection, so that none takes a port before a server does.
  private static let range = 20_000..<32_000
  /// A server that is stopped for a while finds its port free when it starts again.
  private static let given = Mutex<Set<Int>>([])

  /// One that nobody listens on now, nor is given to anybody else.
  static func free() -> Int {
    while true {
      let port = Int.random(in: range)
      guard given.withLock({ $0.insert(port).inserted }) else { continue }
      if isFree(port) { return port }
      give(back: port)
    }
  }

  static func give(back port: Int) {
    given.withLock { _ = $0.remove(port) }
  }

  /// Whether nobody listens on a port.
  ///
  /// Found out without listening: a process that is started meanwhile has a copy of the socket until its program runs,
  /// and would keep the port from the server for that long.
  private static func isFree(_ port: Int) -> Bool {
    let socket = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return false }
    defer { close(socket) }
    var isReusable: CInt = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &isReusable, socklen_t(MemoryLayout<CInt>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return withUnsafeBytes(of: &address) { bytes in
      guard let start = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else { return false }
      return bind(socket, start, socklen_t(bytes.count)) == 0
    }
  }
}

extension LoopbackPort {
  /// Free ports for as many servers with the same options.
  static func plans(_ count: Int, _ options: RedisServer.Options) -> [(port: Int, options: RedisServer.Options)] {
    (0..<count).map { _ in (free(), options) }
  }
}
