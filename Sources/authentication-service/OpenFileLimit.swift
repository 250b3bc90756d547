import Glibc

/// How many files, and so connections, this process may have open.
enum OpenFileLimit {
  /// Raises the soft limit, often 1024 for historical reasons, to the hard one; best effort.
  static func raise() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
