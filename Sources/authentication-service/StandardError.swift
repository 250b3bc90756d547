#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The place for what an operator must read before there is a log.
enum StandardError {
  /// Writes a line, unbuffered and in one piece.
  static func print(_ line: some CustomStringConvertible) {
    let bytes = Array("\(line.description)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
