/// The rules of a circuit breaker, as a value: no lock, no clock, no callbacks.
///
/// Closed, it lets everything pass and counts outcomes; a failure trips it when the window holds enough of them and the
/// share of failures is above the threshold. Open, it refuses everything until the reset time is over. Then, half-open,
/// it lets exactly one trial pass, whose outcome closes it or opens it again. Each of these changes begins a generation;
/// an outcome that belongs to an earlier one says nothing any more.
package struct CircuitBreakerStateMachine: Sendable {
  package enum State: String, Sendable, CaseIterable {
    case closed, open
    case halfOpen = "half-open"
  }

  /// What an admitted call shows when it reports its outcome.
  package struct Permit: Sendable, Equatable {
    fileprivate let generation: UInt64
  }

  package enum Admission: Sendable, Equatable {
    case admitted(Permit)
    /// Refused; with the time until there may be a trial, zero while one is under way.
    case refused(retryAfter: Duration)
  }

  package enum Outcome: Sendable, CaseIterable {
    case success, failure
    /// Says nothing about the other side, such as a call that was given up.
    case neutral
  }

  private enum Phase: Sendable {
    case closed(RollingWindow)
    case open(until: ContinuousClock.Instant)
    case halfOpen(trialIsOut: Bool)
  }

  package private(set) var policy: CircuitBreakerPolicy
  private var phase: Phase
  private var generation: UInt64 = 0

  package init(_ policy: CircuitBreakerPolicy) {
    self.policy = policy
    self.phase = .closed(Self.emptyWindow(policy))
  }

  /// The state at `now`: an open breaker whose reset time is over is half-open.
  package func state(at now: ContinuousClock.Instant) -> State {
    switch phase {
    case .closed: .closed
    case .open(let until): now < until ? .open : .halfOpen
    case .halfOpen: .halfOpen
    }
  }

  /// The time until there may be a trial; nil unless the breaker is open.
  package func timeToTrial(at now: ContinuousClock.Instant) -> Duration? {
    if case .open(let until) = phase, now < until { now.duration(to: until) } else { nil }
  }

  /// Lets a call pass, or refuses it; every call that passed must report its outcome.
  package mutating func admit(at now: ContinuousClock.Instant) -> Admission {
    switch phase {
    case .closed: break
    case .open(let until):
      guard now >= until else { return .refused(retryAfter: now.duration(to: until)) }
      enter(.halfOpen(trialIsOut: true))
    case .halfOpen(let trialIsOut):
      guard !trialIsOut else { return .refused(retryAfter: .zero) }
      phase = .halfOpen(trialIsOut: true)
    }
    return .admitted(Permit(generation: generation))
  }

  /// Takes note of the outcome of a call that passed.
  package mutating func record(_ outcome: Outcome, of permit: Permit, at now: ContinuousClock.Instant) {
    guard permit.generation == generation else { return }
    switch phase {
    case .closed(let window): phase = counted(outcome, in: window, at: now)
    case .open: break
    case .halfOpen:
      switch outcome {
      case .success: enter(.closed(Self.emptyWindow(policy)))
      case .failure: enter(.open(until: now + policy.resetTimeout))
      // The trial is free for another call.
      case .neutral: phase = .halfOpen(trialIsOut: false)
      }
    }
  }

  /// Goes on by other rules, closed: what was counted by the former ones says nothing by these.
  package mutating func adopt(_ policy: CircuitBreakerPolicy) {
    self.policy = policy
    reset()
  }

  /// Closes the breaker and forgets everything.
  package mutating func reset() {
    enter(.closed(Self.emptyWindow(policy)))
  }

  /// The phase after an outcome in a closed breaker.
  private mutating func counted(
    _ outcome: Outcome, in window: RollingWindow, at now: ContinuousClock.Instant
  ) -> Phase {
    var window = window
    switch outcome {
    case .neutral: break
    case .success: window.recordSuccess(at: now)
    case .failure:
      window.recordFailure(at: now)
      let counts = window.counts(at: now)
      if counts.total >= policy.volumeThreshold, counts.failureRate > policy.failureRateThreshold {
        generation += 1
        return .open(until: now + policy.resetTimeout)
      }
    }
    return .closed(window)
  }

  private mutating func enter(_ next: Phase) {
    generation += 1
    phase = next
  }

  private static func emptyWindow(_ policy: CircuitBreakerPolicy) -> RollingWindow {
    RollingWindow(length: policy.window, buckets: policy.buckets)
  }
}
