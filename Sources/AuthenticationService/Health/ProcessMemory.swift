import Glibc

/// The memory of this process, as the system sees it.
enum ProcessMemory {
  /// Bytes that are in physical memory; nil where the system does not say.
  static var resident: Int? {
    guard let pages = ProcessFile.read("/proc/self/statm")?.split(separator: " ").dropFirst().first else { return nil }
    return Int(pages).map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
  }
}

/// Small files by which the system tells a process about itself.
enum ProcessFile {
  private static let limit = 4096

  /// The text of a file, as far as it is of a few kilobytes; nil when it cannot be read.
  static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(byteCount: limit, alignment: 1) { buffer -> String? in
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
  }
}
