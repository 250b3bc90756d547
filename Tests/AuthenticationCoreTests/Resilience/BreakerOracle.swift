import AuthenticationCore

/// A circuit breaker as simple as can be: every outcome is kept with its time, in milliseconds, and looked through anew
/// after each failure.
struct BreakerOracle {
  private enum Phase {
    case closed(since: Int?, outcomes: [(time: Int, failed: Bool)])
    case open(until: Int)
    case trial(isOut: Bool)
  }

  private let policy: CircuitBreakerPolicy
  private var phase = Phase.closed(since: nil, outcomes: [])
  private var generation = 0

  init(_ policy: CircuitBreakerPolicy) {
    self.policy = policy
  }

  func state(at time: Int) -> CircuitBreakerStateMachine.State {
    switch phase {
    case .closed: .closed
    case .open(let until): time < until ? .open : .halfOpen
    case .trial: .halfOpen
    }
  }

  /// The generation of a call that passes; nil when it is refused.
  mutating func admit(at time: Int) -> Int? {
    switch phase {
    case .closed: return generation
    case .open(let until) where time < until: return nil
    case .open: change(to: .trial(isOut: true))
    case .trial(isOut: true): return nil
    case .trial: phase = .trial(isOut: true)
    }
    return generation
  }

  mutating func record(_ outcome: CircuitBreakerStateMachine.Outcome, of call: Int, at time: Int) {
    guard call == generation else { return }
    switch (phase, outcome) {
    case (.trial, .success): change(to: .closed(since: nil, outcomes: []))
    case (.trial, .failure): change(to: .open(until: time + milliseconds(policy.resetTimeout)))
    case (.trial, .neutral): phase = .trial(isOut: false)
    case (.open, _), (.closed, .neutral): break
    case (.closed(let since, var outcomes), _):
      outcomes.append((time, outcome == .failure))
      phase = .closed(since: since ?? time, outcomes: outcomes)
      if outcome == .failure, isTooMuch(outcomes, since: since ?? time, at: time) {
        change(to: .open(until: time + milliseconds(policy.resetTimeout)))
      }
    }
  }

  /// Whether the outcomes of the latest buckets trip the breaker; buckets follow each other from the first outcome on.
  private func isTooMuch(_ outcomes: [(time: Int, failed: Bool)], since start: Int, at time: Int) -> Bool {
    let length = milliseconds(policy.window) / policy.buckets
    let bucket = { (time: Int) in (time - start) / length }
    let recent = outcomes.filter { bucket($0.time) > bucket(time) - policy.buckets }
    let failures = recent.count { $0.failed }
    return recent.count >= policy.volumeThreshold
      && Double(failures * 100) / Double(recent.count) > policy.failureRateThreshold
  }

  private mutating func change(to next: Phase) {
    phase = next
    generation += 1
  }

  private func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }
}
