import Foundation
import Synchronization

/// The lines that a process writes to one of its outputs, as they come.
<<<<<<< HEAD
final class OutputLines: Output, Sendable {
  private let pipe = Pipe()
=======
final class OutputLines: Sendable {
  let pipe = Pipe()
>>>>>>> a89332bd38dc254fa91957b33656139d20b0b3c7
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

<<<<<<< HEAD
  var destination: Any { pipe }

=======
>>>>>>> a89332bd38dc254fa91957b33656139d20b0b3c7
  /// The next line that contains `text`; nil when the output ends before it.
  func first(containing text: String) async -> String? {
    await lines.first { $0.contains(text) }
  }
<<<<<<< HEAD
=======

  /// All lines up to the end of the output.
  func rest() async -> [String] {
    await lines.reduce(into: []) { $0.append($1) }
  }
>>>>>>> a89332bd38dc254fa91957b33656139d20b0b3c7
}
