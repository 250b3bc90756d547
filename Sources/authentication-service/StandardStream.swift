#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The places where a command speaks: line by line and unbuffered, so that a pipe shows a line when a terminal would.
enum StandardStream {
  /// For what was asked for.
  case output
  /// For what an operator must read before there is a log.
  case error

  /// Writes a line, in one piece as far as the other end takes it.
  func print(_ line: some CustomStringConvertible) {
    var bytes = Array("\(line.description)\n".utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      // Nobody reads any more, or the disk is full: there is no place to complain to.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  private var descriptor: CInt {
    switch self {
    case .output: STDOUT_FILENO
    case .error: STDERR_FILENO
    }
  }
}
