import CoreMetrics

// Instruments of the metrics API over series of the registry.

extension RegistryMetrics {
  final class Counting: CounterHandler {
    private let series: CounterSeries

    init(series: CounterSeries) {
      self.series = series
    }

    func increment(by amount: Int64) {
      series.increment(by: Int(clamping: amount))
    }

    /// Sums only grow; a reader would take a smaller one for a new process.
    func reset() {}
  }

  final class Setting: MeterHandler, RecorderHandler {
    private let series: GaugeSeries

    init(series: GaugeSeries) {
      self.series = series
    }

    func set(_ value: Int64) { series.set(Double(value)) }
    func set(_ value: Double) { series.set(value) }
    func record(_ value: Int64) { series.set(Double(value)) }
    func record(_ value: Double) { series.set(value) }
    func increment(by amount: Double) { series.add(amount) }
    func decrement(by amount: Double) { series.add(-amount) }
  }

  final class Recording: RecorderHandler, TimerHandler {
    private let series: HistogramSeries

    init(series: HistogramSeries) {
      self.series = series
    }

    func record(_ value: Int64) { series.record(Double(value)) }
    func record(_ value: Double) { series.record(value) }
    func recordNanoseconds(_ duration: Int64) { series.record(Double(duration) / 1e9) }
  }
}

extension [(String, String)] {
  var attributes: [Attribute] { map { Attribute($0.0, .string($0.1)) } }
}
