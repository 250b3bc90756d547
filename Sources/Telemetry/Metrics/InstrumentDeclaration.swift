/// What an instrument is called and what it measures: declared once, for every exporter and for the documents.
package struct InstrumentDeclaration: Sendable {
  package enum Kind: Sendable, Equatable {
    /// A sum that only grows.
    case counter
    /// A value that goes up and down.
    case gauge
    /// A distribution; with the upper bounds of its buckets, ascending, ``HistogramSeries/bucketLimit`` at most.
    case histogram(bounds: [Double])
  }

  /// As exported: `http_requests_total`, or with dots after the semantic conventions of OpenTelemetry.
  package let name: String
  package let kind: Kind
  /// As UCUM has it: `s`, `ms`, `By`, `1`.
  package let unit: String
  /// One sentence.
  package let summary: String
  /// Attributes that tell its series apart, in this order.
  package let attributes: [String]

  package init(_ name: String, _ kind: Kind, unit: String, _ summary: String, attributes: [String] = []) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.summary = summary
    self.attributes = attributes
  }

  /// By how much a value is multiplied to be kept as a whole number without losing what matters: nanoseconds of times,
  /// bytes of sizes, thousandths of what has no unit.
  var scale: Double {
    switch unit {
    case "s": 1e9
    case "ms": 1e6
    case "By": 1
    default: 1e3
    }
  }
}
