package import Identifiers

/// What one instrument has measured until now, as it is exported: cumulative since ``start``.
package struct MetricRecord: Sendable {
  /// A measured value that belongs to a trace.
  package struct Exemplar: Sendable, Equatable {
    package var value: Double
    /// Nanoseconds since 1970.
    package var time: UInt64
    package var traceID: TraceID
    package var spanID: SpanID

    package init(value: Double, time: UInt64, traceID: TraceID, spanID: SpanID) {
      self.value = value
      self.time = time
      self.traceID = traceID
      self.spanID = spanID
    }
  }

  /// One series of numbers.
  package struct NumberPoint: Sendable {
    package var attributes: [Attribute]
    package var value: Double

    package init(attributes: [Attribute], value: Double) {
      self.attributes = attributes
      self.value = value
    }
  }

  /// One series of distributions.
  package struct HistogramPoint: Sendable {
    package var attributes: [Attribute]
    /// One more than there are bounds; not cumulated over the buckets.
    package var counts: [UInt64]
    package var sum: Double
    /// By bucket; at most one for each.
    package var exemplars: [Int: Exemplar]

    package init(attributes: [Attribute], counts: [UInt64], sum: Double, exemplars: [Int: Exemplar] = [:]) {
      self.attributes = attributes
      self.counts = counts
      self.sum = sum
      self.exemplars = exemplars
    }

    package var count: UInt64 { counts.reduce(0, +) }
  }

  package enum Data: Sendable {
    /// A sum that only grows.
    case counter([NumberPoint])
    case gauge([NumberPoint])
    /// Upper bounds of the buckets but the last, which has none; a value that equals a bound belongs below it.
    case histogram(bounds: [Double], [HistogramPoint])
  }

  package var name: String
  package var summary: String
  /// As UCUM has it: `s`, `ms`, `By`, `1`.
  package var unit: String
  /// When measuring began, in nanoseconds since 1970.
  package var start: UInt64
  /// When the values were read, in nanoseconds since 1970.
  package var time: UInt64
  package var data: Data

  package init(name: String, summary: String, unit: String, start: UInt64, time: UInt64, data: Data) {
    self.name = name
    self.summary = summary
    self.unit = unit
    self.start = start
    self.time = time
    self.data = data
  }
}
