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
    if encoding == .httpProtobuf { return try envelope.request(of: spans) { $0.write($1) } }
    let ofScope = OTLPScopeSpans.with { ($0.scope, $0.spans) = (scope, spans.map { OTLPSpan($0, identifiers) }) }
    let ofResource = OTLPResourceSpans.with { ($0.resource, $0.scopeSpans) = (resource, [ofScope]) }
    return try encoding.encode(OTLPExportTraceServiceRequest.with { $0.resourceSpans = [ofResource] })
  }

  func encode(_ metrics: [MetricRecord]) throws -> [UInt8] {
    let messages = metrics.lazy.map { OTLPMetric($0, identifiers) }
    if encoding == .httpProtobuf { return try envelope.request(of: messages) }
    let ofScope = OTLPScopeMetrics.with { ($0.scope, $0.metrics) = (scope, Array(messages)) }
    let ofResource = OTLPResourceMetrics.with { ($0.resource, $0.scopeMetrics) = (resource, [ofScope]) }
    return try encoding.encode(OTLPExportMetricsServiceRequest.with { $0.resourceMetrics = [ofResource] })
  }

  func encode(_ logs: [LogRecord]) throws -> [UInt8] {
    if encoding == .httpProtobuf { return try envelope.request(of: logs) { $0.write($1) } }
    let ofScope = OTLPScopeLogs.with {
      ($0.scope, $0.logRecords) = (scope, logs.map { OTLPLogRecord($0, identifiers) })
    }
    let ofResource = OTLPResourceLogs.with { ($0.resource, $0.scopeLogs) = (resource, [ofScope]) }
    return try encoding.encode(OTLPExportLogsServiceRequest.with { $0.resourceLogs = [ofResource] })
  }
}
