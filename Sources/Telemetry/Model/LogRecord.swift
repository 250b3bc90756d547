package import Identifiers

/// A log line, as it is exported.
package struct LogRecord: Sendable {
  /// As OpenTelemetry numbers them: 1 to 24, four to each level.
  package enum Severity: Int, Sendable {
    case trace = 1
    case debug = 5
    case info = 9
    case warning = 13
    case error = 17
    case fatal = 21
  }

  /// Nanoseconds since 1970.
  package var time: UInt64
  package var severity: Severity
  package var body: String
  package var eventName: String
  package var attributes: [Attribute]
  package var traceID: TraceID?
  package var spanID: SpanID?

  package init(
    time: UInt64, severity: Severity, body: String, eventName: String, attributes: [Attribute] = [],
    traceID: TraceID? = nil, spanID: SpanID? = nil
  ) {
    self.time = time
    self.severity = severity
    self.body = body
    self.eventName = eventName
    self.attributes = attributes
    self.traceID = traceID
    self.spanID = spanID
  }
}
