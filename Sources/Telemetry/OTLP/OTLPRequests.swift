/// Makes requests of records: what they all begin with is made once.
struct OTLPRequests: Sendable {
  private let resource: OTLPResource
  private let scope: OTLPInstrumentationScope
  private let identifiers: IdentifierEncoding

  init(from origin: OTLPOrigin, as encoding: OTLPEncoding) {
    var resource = OTLPResource()
    resource.attributes = origin.resource.attributes.map { OTLPKeyValue($0) }
    var scope = OTLPInstrumentationScope()
    scope.name = origin.scope.name
    scope.version = origin.scope.version
    self.resource = resource
    self.scope = scope
    identifiers = IdentifierEncoding(encoding)
  }

  func request(_ records: [SpanRecord]) -> OTLPExportTraceServiceRequest {
    var ofScope = OTLPScopeSpans()
    ofScope.scope = scope
    ofScope.spans = records.map { OTLPSpan($0, identifiers) }
    var ofResource = OTLPResourceSpans()
    ofResource.resource = resource
    ofResource.scopeSpans = [ofScope]
    var request = OTLPExportTraceServiceRequest()
    request.resourceSpans = [ofResource]
    return request
  }

  func request(_ records: [MetricRecord]) -> OTLPExportMetricsServiceRequest {
    var ofScope = OTLPScopeMetrics()
    ofScope.scope = scope
    ofScope.metrics = records.map { OTLPMetric($0, identifiers) }
    var ofResource = OTLPResourceMetrics()
    ofResource.resource = resource
    ofResource.scopeMetrics = [ofScope]
    var request = OTLPExportMetricsServiceRequest()
    request.resourceMetrics = [ofResource]
    return request
  }

  func request(_ records: [LogRecord]) -> OTLPExportLogsServiceRequest {
    var ofScope = OTLPScopeLogs()
    ofScope.scope = scope
    ofScope.logRecords = records.map { OTLPLogRecord($0, identifiers) }
    var ofResource = OTLPResourceLogs()
    ofResource.resource = resource
    ofResource.scopeLogs = [ofScope]
    var request = OTLPExportLogsServiceRequest()
    request.resourceLogs = [ofResource]
    return request
  }
}
