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
  let breakers: CircuitBreakers
  /// Where the server finds the pipeline.
  let slot: ResponderSlot
  private let clock: WallClock

  /// Puts the service together.
  ///
  /// - Parameters:
  ///   - configuration: a valid one.
  ///   - source: where the consumers' credentials come from.
  ///   - checkKong: asks Kong once how it is.
  ///   - breakers: what the source and the check are protected by.
  ///   - clock: the time of day.
  ///   - now: the monotonic time, for the freshness of credentials.
  init(
    _ configuration: ServiceConfiguration, source: any ConsumerCredentialSource,
    checkKong: @escaping @Sendable () async -> KongHealth, breakers: CircuitBreakers, clock: WallClock = .system,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, logger: Logger
  ) {
    self.breakers = breakers
    let notices = StaleNotices(now: now)
    store = CredentialStore(
      source: CircuitBreakingSource(source, breaker: breakers.getConsumerSecret),
      cache: MemoryCredentialCache(
        capacity: configuration.cache.maximumEntries, lifetime: CredentialLifetime(configuration.cache)),
      maximumPendingLookups: configuration.kong.maximumPendingLookups,
      onStale: { id in if notices.isDue(id) { logger.noteStale(id) } }, now: now)
    probe = KongProbe(logger: logger) { await breakers.healthCheck.health(checkKong) }
    self.clock = clock
    slot = ResponderSlot(
      Pipeline(configuration, lifecycle: lifecycle, probe: probe, store: store, clock: clock))
  }

  /// What answers requests at this moment.
  var responder: any Responder { slot.responder }

  /// Goes on by another configuration, as far as a running process can.
  func adopt(_ configuration: ServiceConfiguration) {
    store.adopt(CredentialLifetime(configuration.cache))
    breakers.adopt(configuration.circuitBreaker)
    slot.replace(
      with: Pipeline(configuration, lifecycle: lifecycle, probe: probe, store: store, clock: clock))
  }
}

extension Logger {
  /// Says that a consumer is served with what Kong has not confirmed.
  fileprivate func noteStale(_ consumerID: String) {
    warning("Serving stale credentials, since Kong cannot be asked", metadata: ["consumer.id": "\(consumerID)"])
  }
}

extension CircuitBreaker {
  /// Checks Kong's health, unless that has failed too often lately.
  fileprivate func health(_ check: @Sendable () async -> KongHealth) async -> KongHealth {
    switch await run(outcome: { $0.isHealthy ? .success : .failure }, check) {
    case .passed(let health): health
    case .refused: KongHealth(isHealthy: false, status: nil, cause: "circuit breaker open", duration: .zero)
    }
  }
}
