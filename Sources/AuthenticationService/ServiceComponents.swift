import AuthenticationCore
import HTTPEdge
import KongClient
import Logging

/// The parts of the service, put together but not running.
///
/// What remembers something (the store, the breaker, the probe) lasts as long as the process. What only follows the
/// configuration is the pipeline; another configuration brings another one.
struct ServiceComponents: Sendable {
  let lifecycle = Lifecycle()
  let probe: KongProbe
  let store: CredentialStore
  let breaker: CircuitBreaker
  /// Where the server finds the pipeline.
  let slot: ResponderSlot
  private let clock: WallClock

  /// Puts the service together.
  ///
  /// - Parameters:
  ///   - configuration: a valid one.
  ///   - source: where the consumers' credentials come from.
  ///   - checkKong: asks Kong once how it is.
  ///   - clock: the time of day.
  ///   - now: the monotonic time, for the freshness of credentials and the breaker.
  init(
    _ configuration: ServiceConfiguration, source: any ConsumerCredentialSource,
    checkKong: @escaping @Sendable () async -> KongHealth, clock: WallClock = .system,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, logger: Logger
  ) {
    breaker = CircuitBreaker(configuration.circuitBreaker.getConsumerSecret.policy, now: now) { state in
      logger.noteCircuitBreaker(state)
    }
    breaker.adopt(configuration.circuitBreaker.lookupPolicy)
    store = CredentialStore(
      source: CircuitBreakingSource(source, breaker: breaker),
      cache: MemoryCredentialCache(
        capacity: configuration.cache.maximumEntries, lifetime: CredentialLifetime(configuration.cache)),
      maximumPendingLookups: configuration.kong.maximumPendingLookups, now: now)
    probe = KongProbe(logger: logger, check: checkKong)
    self.clock = clock
    slot = ResponderSlot(
      Pipeline(configuration, lifecycle: lifecycle, probe: probe, store: store, clock: clock))
  }

  /// What answers requests at this moment.
  var responder: any Responder { slot.responder }

  /// Goes on by another configuration, as far as a running process can.
  func adopt(_ configuration: ServiceConfiguration) {
    store.adopt(CredentialLifetime(configuration.cache))
    breaker.adopt(configuration.circuitBreaker.lookupPolicy)
    slot.replace(
      with: Pipeline(configuration, lifecycle: lifecycle, probe: probe, store: store, clock: clock))
  }
}

extension Logger {
  /// Says when Kong is left alone, and when it is asked again.
  fileprivate func noteCircuitBreaker(_ state: CircuitBreaker.State) {
    switch state {
    case .open: warning("Circuit breaker open: Kong is left alone for a while")
    case .halfOpen: info("Circuit breaker half-open: one look-up may try Kong")
    case .closed: info("Circuit breaker closed: Kong is asked as usual")
    }
  }
}
