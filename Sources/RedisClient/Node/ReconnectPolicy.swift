/// How often a lost connection is tried to get back, and at which intervals.
package struct ReconnectPolicy: Sendable, Equatable {
  /// Attempts in a row before the cooldown.
  package var maximumAttempts = 5
  /// The wait after the first attempt; it doubles.
  package var baseDelay = Duration.milliseconds(100)
  package var maximumDelay = Duration.seconds(5)
  /// The wait after the last attempt; then it begins anew.
  package var cooldown = Duration.seconds(60)

  package init() {}
}

/// The waits between attempts, as a value.
///
/// Each is shortened by up to a half by chance, so that replicas that lost the same server do not come back together.
package struct Backoff: Sendable {
  private let policy: ReconnectPolicy
  private var failures = 0

  package init(_ policy: ReconnectPolicy) {
    self.policy = policy
  }

  /// Whether the attempts are used up, so that the wait is the cooldown.
  package var isExhausted: Bool { failures > 0 && failures.isMultiple(of: policy.maximumAttempts) }

  /// Takes note of a failed attempt; how long to wait before the next one.
  ///
  /// - Parameter random: from 0 ..< 1.
  package mutating func delayAfterFailure(random: Double = .random(in: 0..<1)) -> Duration {
    failures += 1
    if isExhausted { return policy.cooldown }
    let doublings = (failures - 1) % policy.maximumAttempts
    let delay = min(policy.baseDelay * (1 << min(doublings, 20)), policy.maximumDelay)
    return delay * (1 - random / 2)
  }

  /// Forgets the failures.
  package mutating func reset() {
    failures = 0
  }
}
