import Synchronization

/// A sum that only grows: one series of a counter.
package final class CounterSeries: Sendable {
  private let shards = Shards { NumberCell() }

  /// Makes a sum that no registry shows.
  package init() {}

  /// Adds to the sum; what is not positive is no increment and changes nothing.
  package func increment(by amount: Int = 1) {
    guard amount > 0 else { return }
    shards.current.value.wrappingAdd(amount, ordering: .relaxed)
  }

  package var value: Int {
    shards.reduce(into: 0) { $0 &+= $1.value.load(ordering: .relaxed) }
  }
}

/// A value that goes up and down: one series of a gauge.
package final class GaugeSeries: Sendable {
  private let bits = Atomic<UInt64>(0)

  init() {}

  package func set(_ value: Double) {
    bits.store(value.bitPattern, ordering: .relaxed)
  }

  /// Adds to the value.
  package func add(_ amount: Double) {
    var known = bits.load(ordering: .relaxed)
    while true {
      let next = (Double(bitPattern: known) + amount).bitPattern
      let (isExchanged, original) = bits.weakCompareExchange(expected: known, desired: next, ordering: .relaxed)
      if isExchanged { return }
      known = original
    }
  }

  package var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}
