extension OTLPLogRecord {
  /// The record is observed when it is made.
  init(_ record: LogRecord, _ identifiers: IdentifierEncoding) {
    self.init()
    timeUnixNano = record.time
    observedTimeUnixNano = record.time
    severityNumber = OTLPSeverityNumber(rawValue: record.severity.rawValue) ?? .unspecified
    severityText = record.severity.shortName
    body = OTLPAnyValue(record.body)
    attributes = record.attributes.map { OTLPKeyValue($0) }
    if let id = record.traceID { traceID = identifiers.data(id) }
    if let id = record.spanID { spanID = identifiers.data(id) }
    eventName = record.eventName
  }
}

extension LogRecord.Severity {
  /// As OpenTelemetry calls it (logs data model, "Displaying Severity").
  var shortName: String {
    switch self {
    case .trace: "TRACE"
    case .debug: "DEBUG"
    case .info: "INFO"
    case .warning: "WARN"
    case .error: "ERROR"
    case .fatal: "FATAL"
    }
  }
}
