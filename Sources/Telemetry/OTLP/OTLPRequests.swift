import SwiftProtobuf

/// Writes requests with records; what they all begin with is made once.
struct OTLPRequests: Sendable {
  private let resource: OTLPResource
  private let scope: OTLPInstrumentationScope
  private let encoding: OTLPEncoding
  private let identifiers: IdentifierEncoding
  private let envelope: ProtobufEnvelope

  init(from origin: OTLPOrigin, as encoding: OTLPEncoding) {
    resource = .with { $0.attributes = origin.resource.attributes.map { OTLPKeyValue($0) } }
    scope = .with {
      $0.name = origin.scope.name
      $0.version = origin.scope.version
    }
    self.encoding = encoding
    identifiers = IdentifierEncoding(encoding)
    envelope = ProtobufEnvelope(resource, scope)
  }

  func encode(_ spans: [SpanRecord]) throws -> [UInt8] {
    try encode(spans.lazy.map { OTLPSpan($0, identifiers) }) { spans in
      let ofScope = OTLPScopeSpans.with { ($0.scope, $0.spans) = (scope, spans) }
      let ofResource = OTLPResourceSpans.with { ($0.resource, $0.scopeSpans) = (resource, [ofScope]) }
      return OTLPExportTraceServiceRequest.with { $0.resourceSpans = [ofResource] }
    }
  }

  func encode(_ metrics: [MetricRecord]) throws -> [UInt8] {
    try encode(metrics.lazy.map { OTLPMetric($0, identifiers) }) { metrics in
      let ofScope = OTLPScopeMetrics.with { ($0.scope, $0.metrics) = (scope, metrics) }
      let ofResource = OTLPResourceMetrics.with { ($0.resource, $0.scopeMetrics) = (resource, [ofScope]) }
      return OTLPExportMetricsServiceRequest.with { $0.resourceMetrics = [ofResource] }
    }
  }

  func encode(_ logs: [LogRecord]) throws -> [UInt8] {
    try encode(logs.lazy.map { OTLPLogRecord($0, identifiers) }) { logs in
      let ofScope = OTLPScopeLogs.with { ($0.scope, $0.logRecords) = (scope, logs) }
      let ofResource = OTLPResourceLogs.with { ($0.resource, $0.scopeLogs) = (resource, [ofScope]) }
      return OTLPExportLogsServiceRequest.with { $0.resourceLogs = [ofResource] }
    }
  }

  /// - Parameter request: makes the whole message, where it is written at once.
  private func encode<Record: Message>(
    _ records: some Sequence<Record>, _ request: ([Record]) -> some Message
  ) throws -> [UInt8] {
    switch encoding {
    case .httpProtobuf: try envelope.request(of: records)
    case .httpJSON: try encoding.encode(request(Array(records)))
    }
  }
}
