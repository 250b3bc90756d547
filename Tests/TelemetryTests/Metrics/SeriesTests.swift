import Identifiers
import Telemetry
import Testing

@Suite struct `Series` {
  @Test func `a counter adds up what many threads count`() async {
    let counter = MetricRegistry.still().counter(.requests)
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<10_000 { counter.increment() } }
      }
    }
    counter.increment(by: 5)
    #expect(counter.value == 80_005)
  }

  @Test(arguments: [0, -1, Int.min]) func `a counter never goes back`(amount: Int) {
    let counter = MetricRegistry.still().counter(.requests)
    counter.increment(by: 3)
    counter.increment(by: amount)
    #expect(counter.value == 3)
  }

  @Test func `a gauge is what it was set to last, and what was added since`() async {
    let gauge = MetricRegistry.still().gauge(.connections)
    gauge.set(2.5)
    await withTaskGroup { group in
      for _ in 0..<4 {
        group.addTask { for _ in 0..<1000 { gauge.add(1) } }
      }
    }
    gauge.add(-1000)
    #expect(gauge.value == 3002.5)
  }

  /// Values, and the bucket of each among the bounds 0.001, 0.01 and 0.1.
  static let buckets: [(Double, Int)] = [
    (0, 0), (0.000_001, 0), (0.001, 0), (0.001_000_1, 1), (0.01, 1), (0.1, 2), (0.100_1, 3), (1e6, 3), (-1, 0),
  ]

  @Test(arguments: buckets) func `a value belongs to the first bucket whose bound it does not pass`(
    value: Double, bucket: Int
  ) throws {
    let registry = MetricRegistry.still()
    registry.histogram(.duration).record(value)
    let point = try #require(registry.histogramPoints.first)
    #expect(point.counts.firstIndex(of: 1) == bucket)
    #expect(point.count == 1)
    #expect(abs(point.sum - value) < 1e-9)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func `what is no number is not counted`(value: Double) throws {
    let registry = MetricRegistry.still()
    registry.histogram(.duration).record(value)
    #expect(registry.histogramPoints.first?.count == 0)
  }

  @Test func `a histogram adds up what many threads record`() async throws {
    let registry = MetricRegistry.still()
    let histogram = registry.histogram(.duration)
    await withTaskGroup { group in
      for index in 0..<8 {
        group.addTask { for _ in 0..<1000 { histogram.record(index < 4 ? 0.0005 : 0.5) } }
      }
    }
    let point = try #require(registry.histogramPoints.first)
    #expect(point.counts == [4000, 0, 0, 4000])
    #expect(abs(point.sum - 2002) < 1e-6)
  }

  @Test func `the latest traced value of a bucket is its example`() throws {
    let registry = MetricRegistry.still()
    let histogram = registry.histogram(.duration)
    let trace = try #require(TraceID(high: 1, low: 2))
    let span = try #require(SpanID(3))
    histogram.record(0.002, traceID: trace, spanID: span, at: 5)
    histogram.record(0.003, traceID: trace, spanID: span, at: 6)
    let point = try #require(registry.histogramPoints.first)
    #expect(point.exemplars == [1: .init(value: 0.003, time: 6, traceID: trace, spanID: span)])
    #expect(point.counts == [0, 2, 0, 0])
  }
}

extension MetricRegistry {
  /// The points of the first histogram.
  var histogramPoints: [MetricRecord.HistogramPoint] {
    for record in collect() {
      if case .histogram(_, let points) = record.data { return points }
    }
    return []
  }
}
