import Foundation
import Synchronization

/// The lines that a process writes to one of its outputs, as they come.
final class OutputLines: Sendable {
  let pipe = Pipe()
  private let lines: AsyncStream<String>

  init() {
    let (lines, line) = AsyncStream.makeStream(of: String.self)
    self.lines = lines
    let unfinished = Mutex("")
    pipe.fileHandleForReading.readabilityHandler = { handle in
      let data = handle.availableData
      let complete = unfinished.withLock { text in
        text += String(decoding: data, as: UTF8.self)
        var parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        text = parts.removeLast()
        return parts
      }
      for text in complete { line.yield(text) }
      guard data.isEmpty else { return }
      handle.readabilityHandler = nil
      line.finish()
    }
  }

  /// The next line that contains `text`; nil when the output ends before it.
  func first(containing text: String) async -> String? {
    await lines.first { $0.contains(text) }
  }

  /// All lines up to the end of the output.
  func rest() async -> [String] {
    await lines.reduce(into: []) { $0.append($1) }
  }
}
