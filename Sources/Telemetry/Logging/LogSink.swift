import Identifiers

/// Where lines go: to a writer as text, and to an exporter as records if there is one.
package struct LogSink: Sendable {
  private let writer: LogWriter
  private let format: LogFormat
  private let export: (@Sendable (LogRecord) -> Void)?

  /// - Parameter export: takes lines as records; called on event loops, and must not wait.
  package init(_ writer: LogWriter, as format: LogFormat, export: (@Sendable (LogRecord) -> Void)? = nil) {
    self.writer = writer
    self.format = format
    self.export = export
  }

  package func emit(_ line: LogLine) {
    writer.write { format.append(line, to: &$0) }
    export?(LogRecord(line))
  }
}

extension LogRecord {
  init(_ line: LogLine) {
    self.init(
      time: UInt64(clamping: line.time) &* 1_000_000, severity: line.severity, body: line.message,
      eventName: line.eventName, attributes: line.fields.map { Attribute($0.key.name, AttributeValue($0.value)) },
      traceID: line.trace?.traceID, spanID: line.trace?.spanID)
  }
}

extension AttributeValue {
  fileprivate init(_ value: LogLine.Value) {
    self =
      switch value {
      case .string(let text): .string(text)
      case .integer(let number): .integer(Int64(number))
      case .thousandths(let number): .double(Double(number) / 1000)
      }
  }
}
