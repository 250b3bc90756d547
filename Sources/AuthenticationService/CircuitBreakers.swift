import AuthenticationCore
import Events
import Logging
import Telemetry

/// The circuit breakers before Kong, one for each kind of call.
struct CircuitBreakers: Sendable {
  let getConsumerSecret: CircuitBreaker
  let createConsumerSecret: CircuitBreaker
  let healthCheck: CircuitBreaker

  /// Makes closed breakers.
  ///
  /// - Parameters:
  ///   - now: the monotonic time.
  ///   - metrics: where their changes are counted.
  init(
    _ configuration: ServiceConfiguration.CircuitBreaker,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, metrics: MetricRegistry, logger: Logger
  ) {
    func breaker(_ name: String, _ operation: ServiceConfiguration.CircuitBreaker.Operation) -> CircuitBreaker {
      let transitions = [CircuitBreaker.State.closed, .open, .halfOpen].map { state in
        let attributes = [Attribute("operation", .string(name)), Attribute("state", .string(state.word))]
        return (state, metrics.counter(ServiceMetrics.breakerTransitions, attributes))
      }
      return CircuitBreaker(operation.policy, now: now) { state in
        for (other, count) in transitions where other == state { count.increment() }
        logger.noteCircuitBreaker(name, state)
      }
    }
    getConsumerSecret = breaker("getConsumerSecret", configuration.getConsumerSecret)
    createConsumerSecret = breaker("createConsumerSecret", configuration.createConsumerSecret)
    healthCheck = breaker("healthCheck", configuration.healthCheck)
    adopt(configuration)
  }

  /// Goes on by other rules.
  func adopt(_ configuration: ServiceConfiguration.CircuitBreaker) {
    let isEnabled = configuration.isEnabled
    getConsumerSecret.adopt(isEnabled ? configuration.getConsumerSecret.policy : nil)
    createConsumerSecret.adopt(isEnabled ? configuration.createConsumerSecret.policy : nil)
    healthCheck.adopt(isEnabled ? configuration.healthCheck.policy : nil)
  }
}

extension CircuitBreaker.State {
  /// As dashboards have it.
  fileprivate var word: String {
    switch self {
    case .closed: "closed"
    case .open: "open"
    case .halfOpen: "half_open"
    }
  }
}

extension Logger {
  /// Says when Kong is left alone, and when it is asked again.
  fileprivate func noteCircuitBreaker(_ operation: String, _ state: CircuitBreaker.State) {
    let metadata: Logger.Metadata = ["operation": "\(operation)"]
    switch state {
    case .open: warning(.breakerOpen, "Circuit breaker open: Kong is left alone for a while", metadata)
    case .halfOpen: info(.breakerHalfOpen, "Circuit breaker half-open: one call may try Kong", metadata)
    case .closed: info(.breakerClosed, "Circuit breaker closed: Kong is asked as usual", metadata)
    }
  }
}
