import Logging
import Synchronization

/// What a logger wrote: `level: message`, and the metadata as text.
final class Journal: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func contains(_ text: String) -> Bool { all.contains { $0.contains(text) } }

  fileprivate func add(_ line: String) { lines.withLock { $0.append(line) } }
}

struct JournalHandler: LogHandler {
  let journal: Journal
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  init(journal: Journal) {
    self.journal = journal
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    journal.add("\(event.level): \(event.message) \(event.metadata ?? [:])")
  }
}
