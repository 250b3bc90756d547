#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that an operator names in a setting.
enum RegularFile {
  /// The bytes of a file.
  ///
  /// Only regular files are read, so that neither a pipe nor a device can hold up the start.
  static func content(at path: String, limit: Int) throws(SettingRefusal) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw SettingRefusal("names a file that cannot be opened") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SettingRefusal("must name a regular file")
    }
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16_384)
    while content.count <= limit {
      let count = read(descriptor, &piece, piece.count)
      guard count >= 0 else { throw SettingRefusal("names a file that cannot be read") }
      if count == 0 { return content }
      content += piece.prefix(count)
    }
    throw SettingRefusal("names a file of more than \(limit) bytes")
  }
}
