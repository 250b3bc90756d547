/// What is shown of the path of a request that no route answers: anybody can write anything there, such as a token by mistake.
enum PathRedaction {
  /// The longest segment that is shown as it is; keys and tokens are longer.
  private static let segmentLimit = 15
  private static let pathLimit = 256

  static func shown(_ path: String) -> String {
    if path.utf8.count <= segmentLimit { return path }
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    let shown = segments.map { $0.utf8.count > segmentLimit ? "<redacted>" : String($0) }.joined(separator: "/")
    return String(decoding: shown.utf8.prefix(pathLimit), as: UTF8.self)
  }
}
