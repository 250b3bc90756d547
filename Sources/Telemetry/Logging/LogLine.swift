package import Identifiers

/// What a line of the log says.
package struct LogLine {
  package enum Value {
    case string(String)
    case integer(Int)
    /// A number of thousandths, written without zeros at its end.
    case thousandths(Int)
  }

  /// Milliseconds since 1970.
  package var time: Int64
  package var severity: LogRecord.Severity
  package var message: String
  package var eventName: String
  package var fields: [(key: LogKey, value: Value)]
  /// Where it belongs; nil outside of traces.
  package var trace: TraceContext?

  package init(
    time: Int64, severity: LogRecord.Severity, message: String, eventName: String,
    fields: [(key: LogKey, value: Value)] = [], trace: TraceContext? = nil
  ) {
    self.time = time
    self.severity = severity
    self.message = message
    self.eventName = eventName
    self.fields = fields
    self.trace = trace
  }
}

extension LogRecord.Severity {
  /// As `log.level` has it.
  package var word: String {
    switch self {
    case .trace: "trace"
    case .debug: "debug"
    case .info: "info"
    case .warning: "warn"
    case .error: "error"
    case .fatal: "fatal"
    }
  }
}
