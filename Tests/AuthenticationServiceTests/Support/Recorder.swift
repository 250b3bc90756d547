import Logging
import Synchronization

/// Remembers what it is told, in order.
final class Recorder<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])

  var all: [Element] { elements.withLock { $0 } }

  func append(_ element: Element) {
    elements.withLock { $0.append(element) }
  }

  func removeFirst() -> Element? {
    elements.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}

/// Writes log lines into a recorder: level, message, and metadata by name, without the name of the event.
struct RecordingLogHandler: LogHandler {
  var logLevel = Logger.Level.trace
  var metadata: Logger.Metadata = [:]
  private let lines: Recorder<String>

  init(_ lines: Recorder<String>) {
    self.lines = lines
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let details = (event.metadata ?? [:]).filter { $0.key != "event_name" }.sorted { $0.key < $1.key }.map {
      " \($0.key)=\($0.value)"
    }
    lines.append("\(event.level) \(event.message)\(details.joined())")
  }
}
