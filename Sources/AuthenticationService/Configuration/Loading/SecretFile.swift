#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that hold one secret each, as Docker and Kubernetes mount them.
enum SecretFile {
  /// Bytes of the longest secret that is read.
  static let limit = 8 * 1024

  /// The content without white space around it, such as the final newline.
  ///
  /// Only regular files are read, so that neither a pipe nor a device can hold up the start.
  static func content(at path: String) throws(SettingRefusal) -> String {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw SettingRefusal("names a file that cannot be opened") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SettingRefusal("must name a regular file")
    }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    let count = read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw SettingRefusal("names a file that cannot be read") }
    guard count <= limit else { throw SettingRefusal("names a file of more than \(limit) bytes") }
    let content = String(decoding: bytes.prefix(count), as: UTF8.self).trimmed
    guard !content.isEmpty else { throw SettingRefusal("names an empty file") }
    return content
  }
}
