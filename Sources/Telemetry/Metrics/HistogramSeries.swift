package import Identifiers
import Synchronization

/// A distribution: one series of a histogram.
package final class HistogramSeries: Sendable {
  /// The most bounds that a histogram may have.
  package static let bucketLimit = 31

  /// What some threads have counted.
  private final class Cells: Sendable {
    let counts = InlineArray<32, Atomic<Int>> { _ in Atomic(0) }
    let sum = Atomic<Int>(0)
  }

  private let bounds: [Double]
  private let scale: Double
  private let shards = Shards { Cells() }
  /// The latest value of each bucket that belongs to a trace.
  private let exemplars: Mutex<[Int: MetricRecord.Exemplar]>

  /// - Parameters:
  ///   - bounds: ascending; further ones than the limit are dropped.
  ///   - scale: by how much values are multiplied to be kept as whole numbers.
  init(bounds: [Double], scale: Double) {
    self.bounds = Array(bounds.prefix(Self.bucketLimit))
    self.scale = scale
    exemplars = Mutex([:])
  }

  /// Counts a value; what is no number is not counted.
  package func record(_ value: Double) {
    guard value.isFinite else { return }
    let cells = shards.current
    cells.counts[bucket(of: value)].wrappingAdd(1, ordering: .relaxed)
    cells.sum.wrappingAdd(Int(max(-9e15, min(9e15, value * scale))), ordering: .relaxed)
  }

  /// Counts a value that belongs to a trace.
  package func record(_ value: Double, traceID: TraceID, spanID: SpanID, at time: UInt64) {
    record(value)
    guard value.isFinite else { return }
    let exemplar = MetricRecord.Exemplar(value: value, time: time, traceID: traceID, spanID: spanID)
    exemplars.withLock { $0[bucket(of: value)] = exemplar }
  }

  /// What was counted until now.
  func point(_ attributes: [Attribute]) -> MetricRecord.HistogramPoint {
    var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    let sum = shards.reduce(into: 0) { sum, cells in
      for index in counts.indices {
        counts[index] += UInt64(clamping: cells.counts[index].load(ordering: .relaxed))
      }
      sum &+= cells.sum.load(ordering: .relaxed)
    }
    return MetricRecord.HistogramPoint(
      attributes: attributes, counts: counts, sum: Double(sum) / scale, exemplars: exemplars.withLock { $0 })
  }

  /// The first bucket whose bound is not below the value; the last one has none.
  private func bucket(of value: Double) -> Int {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
