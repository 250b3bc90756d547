import FoundationEssentials
import Testing

/// A folder of its own for a test, gone with it.
final class TestFolder: Sendable {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ content: String, to name: String) -> String {
    #expect(FileManager.default.createFile(atPath: path(name), contents: Data(content.utf8)))
    return path(name)
  }
}
