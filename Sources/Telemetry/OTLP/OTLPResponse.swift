import SwiftProtobuf

/// The answer to an export: nothing when all is well (OTLP specification, "Partial Success").
protocol OTLPResponse: Message {
  /// Records, or data points of metrics, that the receiver did not take.
  var rejected: Int { get }
  /// Why not; or, with nothing rejected, a warning.
  var message: String { get }
}

extension OTLPExportTraceServiceResponse: OTLPResponse {
  var rejected: Int { Int(clamping: partialSuccess.rejectedSpans) }
  var message: String { partialSuccess.errorMessage }
}

extension OTLPExportMetricsServiceResponse: OTLPResponse {
  var rejected: Int { Int(clamping: partialSuccess.rejectedDataPoints) }
  var message: String { partialSuccess.errorMessage }
}

extension OTLPExportLogsServiceResponse: OTLPResponse {
  var rejected: Int { Int(clamping: partialSuccess.rejectedLogRecords) }
  var message: String { partialSuccess.errorMessage }
}
