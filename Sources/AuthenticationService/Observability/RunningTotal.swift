import Telemetry

/// A number that only grows and is no instrument of its own.
final class RunningTotal: Sendable {
  private let counter = CounterSeries()

  func increment() {
    counter.increment()
  }

  var value: Int { counter.value }
}
