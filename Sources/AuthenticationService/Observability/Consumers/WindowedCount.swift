import Synchronization

/// A count that belongs to one window of time, in one word, so that both change together.
struct WindowedCount: Sendable, Equatable {
  let window: UInt32
  let count: UInt32

  init(window: UInt32, count: UInt32) {
    self.window = window
    self.count = count
  }

  init(rawValue: UInt64) {
    window = UInt32(truncatingIfNeeded: rawValue >> 32)
    count = UInt32(truncatingIfNeeded: rawValue)
  }

  var rawValue: UInt64 { UInt64(window) << 32 | UInt64(count) }

  /// The count, which is nothing in every other window.
  func count(in window: UInt32) -> UInt32 { self.window == window ? count : 0 }
}

/// A count that begins anew with each window, without anybody who clears it.
final class WindowedCounter: Sendable {
  private let bits = Atomic<UInt64>(0)

  func increment(in window: UInt32) {
    var known = bits.load(ordering: .relaxed)
    while true {
      let next = WindowedCount(window: window, count: WindowedCount(rawValue: known).count(in: window) &+ 1)
      let (isExchanged, original) = bits.weakCompareExchange(
        expected: known, desired: next.rawValue, ordering: .relaxed)
      if isExchanged { return }
      known = original
    }
  }

  func value(in window: UInt32) -> Int {
    Int(WindowedCount(rawValue: bits.load(ordering: .relaxed)).count(in: window))
  }
}
