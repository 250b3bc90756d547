/// What was measured, as a scraper reads it: the text format of Prometheus, version 0.0.4, or OpenMetrics 1.0.0.
package struct PrometheusText {
  package enum Format: Sendable, Equatable {
    case prometheus, openMetrics

    package var contentType: String {
      switch self {
      case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
      case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
      }
    }
  }

  private let format: Format
  private var output: [UInt8] = []

  /// Writes records.
  ///
  /// The text format of Prometheus has base units alone (https://prometheus.io/docs/practices/naming/#base-units): what is in
  /// milliseconds is there in seconds, too, and left out. OpenMetrics has both.
  package static func render(_ records: [MetricRecord], as format: Format) -> [UInt8] {
    var text = PrometheusText(format: format)
    for record in records where format == .openMetrics || record.unit != "ms" { text.append(record) }
    if format == .openMetrics { text.line("# EOF") }
    return text.output
  }

  private init(format: Format) {
    self.format = format
  }

  private mutating func append(_ record: MetricRecord) {
    let family = PrometheusName.family(record)
    switch record.data {
    case .counter(let points):
      head(format == .openMetrics ? family : family + "_total", "counter", record)
      for point in points { sample(family + "_total", point.attributes, Self.text(point.value)) }
    case .gauge(let points):
      head(family, "gauge", record)
      for point in points { sample(family, point.attributes, Self.text(point.value)) }
    case .histogram(let bounds, let points):
      head(family, "histogram", record)
      for point in points { append(point, of: family, bounds) }
    }
  }

  private mutating func append(_ point: MetricRecord.HistogramPoint, of family: String, _ bounds: [Double]) {
    var sum: UInt64 = 0
    for (index, count) in point.counts.enumerated() {
      sum += count
      let bound = index < bounds.count ? Self.text(bounds[index]) : "+Inf"
      let exemplar = format == .openMetrics ? point.exemplars[index].map(Self.text) : nil
      sample(family + "_bucket", point.attributes, "\(sum)", bound: bound, exemplar: exemplar)
    }
    sample(family + "_sum", point.attributes, Self.text(point.sum))
    sample(family + "_count", point.attributes, "\(sum)")
  }

  private mutating func head(_ name: String, _ type: String, _ record: MetricRecord) {
    line("# HELP \(name) \(Self.escaped(record.summary, quotes: false))")
    line("# TYPE \(name) \(type)")
  }

  private mutating func sample(
    _ name: String, _ attributes: [Attribute], _ value: String, bound: String? = nil, exemplar: String? = nil
  ) {
    var labels = attributes.map { "\(PrometheusName.label($0.name))=\"\(Self.escaped($0.value.text, quotes: true))\"" }
    if let bound { labels.append("le=\"\(bound)\"") }
    let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
    line("\(name)\(list) \(value)\(exemplar.map { " # \($0)" } ?? "")")
  }

  private mutating func line(_ text: String) {
    output.append(contentsOf: text.utf8)
    output.append(UInt8(ascii: "\n"))
  }

  /// The shortest text that reads as the number; whole numbers without a point.
  private static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
  }

  private static func text(_ exemplar: MetricRecord.Exemplar) -> String {
    let milliseconds = exemplar.time / 1_000_000
    let fraction = milliseconds % 1000
    let padding = fraction < 10 ? "00" : fraction < 100 ? "0" : ""
    return "{trace_id=\"\(exemplar.traceID)\",span_id=\"\(exemplar.spanID)\"} \(text(exemplar.value)) "
      + "\(milliseconds / 1000).\(padding)\(fraction)"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    let text = text.replacing("\\", with: #"\\"#).replacing("\n", with: #"\n"#)
    return quotes ? text.replacing("\"", with: #"\""#) : text
  }
}

extension AttributeValue {
  /// As a label has it.
  fileprivate var text: String {
    switch self {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    case .strings(let texts): texts.joined(separator: ",")
    }
  }
}
