import Glibc

/// How many connections the process can afford, whatever it is configured to have.
///
/// Without a free file descriptor accept(2) fails at once, again and again, and the event loop would spin.
enum DescriptorLimit {
  /// Descriptors kept for everything that is not a served connection: files, other sockets, connections that are refused.
  private static let reserve = 512

  /// The number of descriptors that the process may have open (RLIMIT_NOFILE).
  static var ofProcess: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
    return Int(clamping: limit.rlim_cur)
  }

  /// As many of the `wanted` connections as `descriptors` suffice for, and at least one.
  static func connections(wanted: Int, descriptors: Int) -> Int {
    min(wanted, max(1, descriptors - reserve))
  }
}
