/// Tells consumers that come often from those that do not, within windows of a quarter of an hour.
///
/// It takes the same memory whatever ids come, and waits for nothing. With more than some thousand consumers within a window the
/// numbers are estimates.
final class ConsumerVolume: Sendable {
  enum Category: String, Sendable, CaseIterable {
    case high, medium, low
  }

  /// How many consumers there are of each category.
  struct Tally: Sendable, Equatable {
    var high = 0
    var medium = 0
    var low = 0

    var total: Int { high + medium + low }
  }

  /// Nanoseconds of a window.
  static let window: UInt64 = 15 * 60 * 1_000_000_000
  /// Requests within a window, beyond which a consumer is no longer low.
  private static let mediumThreshold: UInt32 = 100
  /// Requests within a window, beyond which a consumer is high.
  private static let highThreshold: UInt32 = 5000

  private let sketch = ConsumerSketch(ceiling: highThreshold + 1)
  private let seen = WindowedCounter()
  private let becameMedium = WindowedCounter()
  private let becameHigh = WindowedCounter()

  /// Counts a request of a consumer; the category to which the consumer belongs now.
  ///
  /// - Parameter time: monotonic, in nanoseconds.
  func count(_ id: String, at time: UInt64) -> Category {
    let window = Self.number(at: time)
    let (estimate, hasRisen) = sketch.count(id, in: window)
    if hasRisen {
      switch estimate {
      case 1: seen.increment(in: window)
      case Self.mediumThreshold + 1: becameMedium.increment(in: window)
      case Self.highThreshold + 1: becameHigh.increment(in: window)
      default: break
      }
    }
    return estimate > Self.highThreshold ? .high : estimate > Self.mediumThreshold ? .medium : .low
  }

  /// The consumers of the window.
  ///
  /// - Parameter time: monotonic, in nanoseconds.
  func tally(at time: UInt64) -> Tally {
    let window = Self.number(at: time)
    let high = becameHigh.value(in: window)
    let mediumOrHigh = max(high, becameMedium.value(in: window))
    return Tally(
      high: high, medium: mediumOrHigh - high, low: max(mediumOrHigh, seen.value(in: window)) - mediumOrHigh)
  }

  private static func number(at time: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: time / window) }
}
