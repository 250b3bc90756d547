/// Files that hold one secret each, as Docker and Kubernetes mount them.
enum SecretFile {
  /// Bytes of the longest secret that is read.
  static let limit = 8 * 1024

  /// The content without white space around it, such as the final newline.
  static func content(at path: String) throws(SettingRefusal) -> String {
    let bytes = try RegularFile.content(at: path, limit: limit)
    guard let content = String(decoding: bytes, as: UTF8.self).trimmedOrNil else {
      throw SettingRefusal("names an empty file")
    }
    return content
  }
}
