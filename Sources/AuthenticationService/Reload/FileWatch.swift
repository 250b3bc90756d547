import ServiceLifecycle

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looks at a file every few seconds and says when it is another one.
///
/// By its status and not by events of the file system: those do not reach through the links and mounts by which Kubernetes
/// brings a new version of a file.
package struct FileWatch: Service {
  private let path: String
  private let interval: Duration
  private let onChange: @Sendable () -> Void

  /// Makes a watch; it begins with the file as it is when it runs.
  package init(of path: String, every interval: Duration = .seconds(2), onChange: @escaping @Sendable () -> Void) {
    self.path = path
    self.interval = interval
    self.onChange = onChange
  }

  /// Watches until the graceful shutdown.
  package func run() async {
    await cancelWhenGracefulShutdown { [self] in
      var known = FileStamp(of: path)
      while !Task.isCancelled {
        try? await Task.sleep(for: interval)
        let stamp = FileStamp(of: path)
        if stamp != known, !Task.isCancelled { onChange() }
        known = stamp
      }
    }
  }
}

/// What tells two versions of a file apart without reading them.
package struct FileStamp: Equatable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int

  /// Looks at the file behind all links; nil when there is none.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      let changed = status.st_mtimespec
    #else
      let changed = status.st_mtim
    #endif
    seconds = changed.tv_sec
    nanoseconds = changed.tv_nsec
  }
}
