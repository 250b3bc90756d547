import Glibc

/// The memory of this process, as the system sees it.
enum ProcessMemory {
  /// Bytes that are in physical memory; nil where the system does not say.
  static var resident: Int? {
    guard let pages = ProcessFile.read("/proc/self/statm")?.split(separator: " ").dropFirst().first else { return nil }
    return Int(pages).map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
  }
}

/// What `/proc/self/statm` says of memory (proc(5)).
struct ProcessHeap {
  /// Bytes of physical memory that no file stands behind: what the process has made itself.
  let used: Int
  /// Bytes of physical memory.
  let total: Int

  /// Bytes of physical memory that a file stands behind, such as the program itself.
  var external: Int { total - used }

  /// Nil where the system does not say.
  static var current: ProcessHeap? {
    let pages = (ProcessFile.read("/proc/self/statm") ?? "").split(separator: " ").compactMap { Int($0) }
    guard pages.count > 2 else { return nil }
    let size = sysconf(Int32(_SC_PAGESIZE))
    return ProcessHeap(used: max(0, pages[1] - pages[2]) * size, total: pages[1] * size)
  }

  /// The entry `memory` of `/metrics`, in whole megabytes.
  var document: JSONOutput {
    [
      "used": .integer(used >> 20), "total": .integer(total >> 20), "rss": .integer(total >> 20),
      "external": .integer(external >> 20),
    ]
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
