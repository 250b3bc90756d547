/// Counts of successes and failures over the latest stretch of time, in buckets of equal length.
///
/// A count is O(1) but for buckets that have passed since the last one. What is older than the window is forgotten one
/// bucket at a time, so that the window is at most one bucket shorter than asked for.
struct RollingWindow: Sendable {
  struct Counts: Sendable, Equatable {
    var successes = 0
    var failures = 0

    var total: Int { successes + failures }
    /// In percent; 0 of nothing.
    var failureRate: Double { total == 0 ? 0 : Double(failures) / Double(total) * 100 }
  }

  private let bucketLength: Duration
  private var buckets: [Counts]
  /// The bucket that is being filled, and when that began.
  private var current = 0
  private var currentBegan: ContinuousClock.Instant?
  private var sum = Counts()

  /// Makes an empty window; a bucket is at least a microsecond long, and there is at least one.
  init(length: Duration, buckets: Int) {
    let count = max(1, buckets)
    bucketLength = max(length / count, .microseconds(1))
    self.buckets = Array(repeating: Counts(), count: count)
  }

  /// What lies within the window at `now`.
  mutating func counts(at now: ContinuousClock.Instant) -> Counts {
    advance(to: now)
    return sum
  }

  mutating func recordSuccess(at now: ContinuousClock.Instant) {
    advance(to: now)
    buckets[current].successes += 1
    sum.successes += 1
  }

  mutating func recordFailure(at now: ContinuousClock.Instant) {
    advance(to: now)
    buckets[current].failures += 1
    sum.failures += 1
  }

  /// Empties the buckets that have left the window by now; the first bucket begins with the first look at the window.
  private mutating func advance(to now: ContinuousClock.Instant) {
    let began = currentBegan ?? now
    let steps = max(0, Int(began.duration(to: now) / bucketLength))
    currentBegan = began + bucketLength * steps
    for _ in 0..<min(steps, buckets.count) {
      current = (current + 1) % buckets.count
      sum.successes -= buckets[current].successes
      sum.failures -= buckets[current].failures
      buckets[current] = Counts()
    }
  }
}
