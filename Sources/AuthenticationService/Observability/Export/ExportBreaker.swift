import AuthenticationCore
import Telemetry

/// The circuit breaker before the exports of one signal.
struct ExportBreaker: Sendable {
  let breaker: FailureStreakBreaker

  init(
    _ settings: ServiceConfiguration.Telemetry.Breaker,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    var policy = FailureStreakBreaker.Policy()
    policy.failureThreshold = settings.failureThreshold
    policy.resetTimeout = settings.recoveryTimeout
    policy.successThreshold = settings.successThreshold
    breaker = FailureStreakBreaker(policy, now: now)
  }

  var state: CircuitBreakerStateMachine.State { breaker.state }

  /// What the exporter asks and tells.
  ///
  /// - Parameter onChange: hears when it opens and when it closes.
  func gate(onChange: @escaping @Sendable (CircuitBreakerStateMachine.State) -> Void) -> ExportGate {
    ExportGate(
      admit: { breaker.admit() },
      recordSuccess: {
        let before = breaker.state
        breaker.recordSuccess()
        if before != .closed, breaker.state == .closed { onChange(.closed) }
      },
      recordFailure: {
        let before = breaker.state
        breaker.recordFailure()
        if before == .closed, breaker.state == .open { onChange(.open) }
      })
  }
}
