import Logging
import Synchronization

/// A log that can be read by a test.
final class LogRecorder: Sendable {
  struct Line: Sendable {
    let level: Logger.Level
    let message: String
    let metadata: [String: String]
  }

  private let recorded = Mutex<[Line]>([])

  var lines: [Line] { recorded.withLock { $0 } }

  /// All that was logged, in one text.
  var text: String {
    lines.map { "\($0.level) \($0.message) \($0.metadata)" }.joined(separator: "\n")
  }

  var logger: Logger {
    var logger = Logger(label: "test", factory: { _ in Handler(recorder: self) })
    logger.logLevel = .trace
    return logger
  }

  private struct Handler: LogHandler {
    let recorder: LogRecorder
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let metadata = (event.metadata ?? [:]).mapValues { "\($0)" }
      let line = Line(level: event.level, message: "\(event.message)", metadata: metadata)
      recorder.recorded.withLock { $0.append(line) }
    }
  }
}
