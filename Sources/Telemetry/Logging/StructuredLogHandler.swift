package import Logging
import Tracing

/// Writes what swift-log is told as lines, with the trace that the task is part of.
package struct StructuredLogHandler: LogHandler {
  /// The metadata that names the event.
  private static let eventNameKey = "event_name"

  private let sink: LogSink
  private let now: @Sendable () -> Int64
  package var metadata: Logger.Metadata = [:]
  package var logLevel = Logger.Level.trace

  /// - Parameter now: milliseconds since 1970.
  package init(_ sink: LogSink, now: @escaping @Sendable () -> Int64) {
    self.sink = sink
    self.now = now
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let line = LogLine(
      time: now(), severity: LogRecord.Severity(event.level), message: "\(event.message)",
      eventName: all[Self.eventNameKey].map { "\($0)" } ?? "unknown",
      fields: all.filter { $0.key != Self.eventNameKey }.sorted { $0.key < $1.key }
        .map { (LogKey($0.key), .string("\($0.value)")) },
      trace: InstrumentationContext.current?.trace)
    sink.emit(line)
  }
}

extension LogRecord.Severity {
  package init(_ level: Logger.Level) {
    self =
      switch level {
      case .trace: .trace
      case .debug: .debug
      case .info, .notice: .info
      case .warning: .warning
      case .error: .error
      case .critical: .fatal
      }
  }
}
