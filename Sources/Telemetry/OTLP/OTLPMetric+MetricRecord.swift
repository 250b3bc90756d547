extension OTLPMetric {
  init(_ record: MetricRecord, _ identifiers: IdentifierEncoding) {
    self.init()
    name = record.name
    description_p = record.summary
    unit = record.unit
    switch record.data {
    case .counter(let points):
      var counter = OTLPSum()
      counter.aggregationTemporality = .cumulative
      counter.isMonotonic = true
      counter.dataPoints = points.map { OTLPNumberDataPoint($0, of: record) }
      sum = counter
    case .gauge(let points):
      gauge.dataPoints = points.map { OTLPNumberDataPoint($0, of: record) }
    case .histogram(let bounds, let points):
      var distribution = OTLPHistogram()
      distribution.aggregationTemporality = .cumulative
      distribution.dataPoints = points.map { OTLPHistogramDataPoint($0, bounds, of: record, identifiers) }
      histogram = distribution
    }
  }
}

extension OTLPNumberDataPoint {
  fileprivate init(_ point: MetricRecord.NumberPoint, of record: MetricRecord) {
    self.init()
    startTimeUnixNano = record.start
    timeUnixNano = record.time
    asDouble = point.value
    attributes = point.attributes.map { OTLPKeyValue($0) }
  }
}

extension OTLPHistogramDataPoint {
  fileprivate init(
    _ point: MetricRecord.HistogramPoint, _ bounds: [Double], of record: MetricRecord, _ identifiers: IdentifierEncoding
  ) {
    self.init()
    startTimeUnixNano = record.start
    timeUnixNano = record.time
    count = point.count
    sum = point.sum
    bucketCounts = point.counts
    explicitBounds = bounds
    exemplars = point.exemplars.sorted { $0.key < $1.key }.map { OTLPExemplar($0.value, identifiers) }
    attributes = point.attributes.map { OTLPKeyValue($0) }
  }
}

extension OTLPExemplar {
  fileprivate init(_ exemplar: MetricRecord.Exemplar, _ identifiers: IdentifierEncoding) {
    self.init()
    timeUnixNano = exemplar.time
    asDouble = exemplar.value
    traceID = identifiers.data(exemplar.traceID)
    spanID = identifiers.data(exemplar.spanID)
  }
}
