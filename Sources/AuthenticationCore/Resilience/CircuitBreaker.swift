import Synchronization

/// A circuit breaker that many tasks share: ``CircuitBreakerStateMachine`` behind a lock, with a time and a listener.
package final class CircuitBreaker: Sendable {
  package typealias State = CircuitBreakerStateMachine.State

  /// What the breaker did since it was made.
  package struct Statistics: Sendable, Equatable {
    package var admitted = 0
    package var refused = 0
    package var successes = 0
    package var failures = 0

    package init() {}
  }

  private struct Shared {
    var machine: CircuitBreakerStateMachine
    var isEnabled = true
    var statistics = Statistics()
    /// The state that the listener heard of last.
    var announced = State.closed
  }

  private let shared: Mutex<Shared>
  private let now: @Sendable () -> ContinuousClock.Instant
  private let onStateChange: @Sendable (State) -> Void

  /// Makes a closed breaker.
  ///
  /// - Parameters:
  ///   - now: the monotonic time.
  ///   - onStateChange: hears of every new state, outside the lock.
  package init(
    _ policy: CircuitBreakerPolicy, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    onStateChange: @escaping @Sendable (State) -> Void = { _ in }
  ) {
    self.shared = Mutex(Shared(machine: CircuitBreakerStateMachine(policy)))
    self.now = now
    self.onStateChange = onStateChange
  }

  package var state: State { shared.withLock { $0.machine.state(at: now()) } }

  /// The time until there may be a trial; nil unless the breaker is open.
  package var timeToTrial: Duration? { shared.withLock { $0.machine.timeToTrial(at: now()) } }

  package var statistics: Statistics { shared.withLock(\.statistics) }

  /// Runs work if the breaker lets it pass, and takes note of what came of it.
  ///
  /// - Parameters:
  ///   - work: what the breaker protects from.
  ///   - outcome: what a result says about the other side.
  /// - Returns: the result; nil, with the time until there may be a trial, when the breaker refused.
  package func run<Value: Sendable>(
    outcome: (Value) -> CircuitBreakerStateMachine.Outcome, _ work: () async -> Value
  ) async -> Passage<Value> {
    switch admit() {
    case .refused(let retryAfter): return .refused(retryAfter: retryAfter)
    case .admitted(let permit):
      let value = await work()
      record(outcome(value), of: permit)
      return .passed(value)
    }
  }

  /// What came of a call.
  package enum Passage<Value: Sendable>: Sendable {
    case passed(Value)
    /// Refused; with the time until there may be a trial, zero while one is under way.
    case refused(retryAfter: Duration)
  }

  /// Goes on by other rules, closed; the same rules change nothing.
  ///
  /// - Parameter policy: nil lets everything pass from now on.
  package func adopt(_ policy: CircuitBreakerPolicy?) {
    change { shared in
      guard let policy else {
        if shared.isEnabled { shared.machine.reset() }
        shared.isEnabled = false
        return
      }
      if !shared.isEnabled || shared.machine.policy != policy { shared.machine.adopt(policy) }
      shared.isEnabled = true
    }
  }

  /// Closes the breaker by hand.
  package func reset() {
    change { $0.machine.reset() }
  }

  private func admit() -> CircuitBreakerStateMachine.Admission {
    change { shared in
      let admission = shared.machine.admit(at: now())
      switch admission {
      case .admitted: shared.statistics.admitted += 1
      case .refused: shared.statistics.refused += 1
      }
      return admission
    }
  }

  private func record(_ outcome: CircuitBreakerStateMachine.Outcome, of permit: CircuitBreakerStateMachine.Permit) {
    change { shared in
      switch outcome {
      case .success: shared.statistics.successes += 1
      case .failure: shared.statistics.failures += 1
      case .neutral: break
      }
      if shared.isEnabled { shared.machine.record(outcome, of: permit, at: now()) }
    }
  }

  /// Decides under the lock, and tells the listener of a new state outside of it.
  private func change<Result: Sendable>(_ decide: (inout Shared) -> Result) -> Result {
    let (result, news) = shared.withLock { shared -> (Result, State?) in
      let result = decide(&shared)
      let state = shared.machine.state(at: now())
      guard state != shared.announced else { return (result, nil) }
      shared.announced = state
      return (result, state)
    }
    if let news { onStateChange(news) }
    return result
  }
}
