import Synchronization

/// A circuit breaker that counts failures in a row, for something that can be done without.
///
/// Closed, it trips at so many failures without a success between them. Open, it refuses everything for a time. Then,
/// half-open, it lets everything pass; so many successes close it, one failure opens it again.
package final class FailureStreakBreaker: Sendable {
  package struct Policy: Sendable, Equatable {
    /// Failures in a row that trip it.
    package var failureThreshold = 5
    /// From tripping to half-open.
    package var resetTimeout = Duration.seconds(30)
    /// Successes that close it when half-open.
    package var successThreshold = 2

    package init() {}
  }

  private struct Shared {
    var failures = 0
    var successes = 0
    /// Nil while closed.
    var openUntil: ContinuousClock.Instant?
    var statistics = CircuitBreaker.Statistics()

    /// Closed again, with nothing held against the other side.
    mutating func close() {
      self = Shared(statistics: statistics)
    }
  }

  /// Nil for a breaker that lets everything pass.
  private let policy: Policy?
  private let now: @Sendable () -> ContinuousClock.Instant
  private let shared = Mutex(Shared())

  /// Makes a closed breaker.
  package init(_ policy: Policy?, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.policy = policy
    self.now = now
  }

  package var state: CircuitBreakerStateMachine.State {
    shared.withLock { shared in
      guard let openUntil = shared.openUntil else { return .closed }
      return now() < openUntil ? .open : .halfOpen
    }
  }

  /// The time until calls may pass again; nil unless the breaker is open.
  package var timeToTrial: Duration? {
    shared.withLock { shared in
      let now = now()
      return shared.openUntil.flatMap { now < $0 ? now.duration(to: $0) : nil }
    }
  }

  package var statistics: CircuitBreaker.Statistics { shared.withLock(\.statistics) }

  /// Whether a call may pass; if so, its outcome must be recorded.
  package func admit() -> Bool {
    shared.withLock { shared in
      guard let openUntil = shared.openUntil, now() < openUntil else {
        shared.statistics.admitted += 1
        return true
      }
      shared.statistics.refused += 1
      return false
    }
  }

  package func recordSuccess() {
    shared.withLock { shared in
      shared.statistics.successes += 1
      shared.failures = 0
      guard let policy, let openUntil = shared.openUntil, now() >= openUntil else { return }
      shared.successes += 1
      if shared.successes >= policy.successThreshold { shared.close() }
    }
  }

  package func recordFailure() {
    shared.withLock { shared in
      shared.statistics.failures += 1
      guard let policy else { return }
      shared.failures += 1
      shared.successes = 0
      if shared.openUntil.map({ now() >= $0 }) ?? (shared.failures >= policy.failureThreshold) {
        shared.openUntil = now() + policy.resetTimeout
      }
    }
  }

  /// Closes it, since what it protects from is known to be over.
  package func reset() {
    shared.withLock { $0.close() }
  }
}
