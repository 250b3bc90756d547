import AuthenticationCore
import Events
import HTTPEdge
import KongClient
import Logging
import Telemetry

/// The parts of the service, put together but not running.
///
/// What remembers something (the store, the breaker, the probe) lasts as long as the process. What only follows the
/// configuration is the pipeline; another configuration brings another one.
struct ServiceComponents: Sendable {
  let parts: ServiceParts
  /// The paths of all routes.
  let paths: [String]
  /// Hears of every exchange of the public port.
  let requestMetrics: RequestMetrics
  /// The same, before all others: they are told where it belongs.
  let exchangeTracing: ExchangeTracing
  /// Watches whether what is promised is kept.
  let serviceLevels: ServiceLevelMonitor
  /// Where the server finds the pipeline.
  let slot: ResponderSlot
  /// Where the server of the management surface finds its own.
  let managementSlot: ResponderSlot

  /// Puts the service together.
  ///
  /// - Parameters:
  ///   - configuration: a valid one.
  ///   - source: where the consumers' credentials come from.
  ///   - shared: what replicas know together; nil where each is on its own.
  ///   - checkKong: asks Kong once how it is.
  ///   - breakers: what the source and the check are protected by.
  ///   - telemetry: what all of it is watched with.
  ///   - clock: the time of day.
  ///   - now: the monotonic time, for the freshness of credentials.
  init(
    _ configuration: ServiceConfiguration, source: any ConsumerCredentialSource, shared: SharedCache? = nil,
    checkKong: @escaping @Sendable () async -> KongHealth, breakers: CircuitBreakers,
    telemetry: ServiceTelemetry = ServiceTelemetry(),
    clock: WallClock = .system, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, logger: Logger
  ) {
    let notices = StaleNotices(now: now)
    let metrics = telemetry.metrics
    let kongMetrics = KongMetrics(metrics)
    let trouble = LookupTrouble()
    let store = CredentialStore(
      source: CircuitBreakingSource(
        MeasuredSource(source, kongMetrics, trouble: trouble, tracer: telemetry.tracer),
        breaker: breakers.getConsumerSecret),
      cache: MemoryCredentialCache(
        capacity: configuration.cache.maximumEntries, lifetime: CredentialLifetime(configuration.cache)),
      shared: shared?.credentials, maximumPendingLookups: configuration.kong.maximumPendingLookups,
      onStale: { id in if notices.isDue(id) { logger.noteStale(id) } }, now: now)
    shared?.purges.onPurge { store.forget($0) }
    let paths = Routes.served(at: .general, in: configuration.service.environment).map(\.pattern)
    serviceLevels = ServiceLevelMonitor(
      metrics, objectives: ServiceLevelObjective.documented.filter { paths.contains($0.route) }, now: now,
      logger: logger)
    let probe = KongProbe(logger: logger) {
      await breakers.healthCheck.health { await kongMetrics.check(checkKong) }
    }
    let errors = RecentErrors()
    let roster = BreakerRoster(breakers, shared: shared, export: telemetry.export)
    let sources = LiveSources(
      configuration, registry: metrics, export: telemetry.export, store: store, shared: shared, roster: roster,
      probe: probe, trouble: trouble, levels: serviceLevels, errors: errors, clock: clock)
    parts = ServiceParts(
      probe: probe, store: store, breakers: breakers, roster: roster, shared: shared, metrics: metrics,
      traces: telemetry.traces, export: telemetry.export, consumers: ConsumerMetrics(metrics, configuration.metrics),
      gatewayRefusals: GatewayRefusals(metrics, now: now, logger: logger),
      rateLimit: ConsumerRateLimit.State(configuration.rateLimit, metrics, now: now),
      renewal: RenewalPolicy.State(capacity: configuration.cache.maximumEntries), errors: errors,
      live: LiveMonitor(sources, now: now), clock: clock)
    self.paths = paths
    requestMetrics = RequestMetrics(metrics, paths: paths, now: telemetry.traces.now)
    exchangeTracing = ExchangeTracing(telemetry.traces, paths: paths)
    ServiceObservations(store: store, breakers: breakers, shared: shared, roster: roster).declare(in: metrics)
    ProcessObservations(clock: clock).declare(in: metrics)
    SystemObservations.declare(in: metrics)
    ServiceMetrics.deriveOperations(in: metrics)
    slot = ResponderSlot(Pipeline.service(configuration, parts))
    managementSlot = ResponderSlot(Pipeline.service(configuration, parts, at: .management))
  }

  /// What answers requests at this moment.
  var responder: any Responder { slot.responder }

  /// Goes on by another configuration, as far as a running process can.
  func adopt(_ configuration: ServiceConfiguration) {
    parts.store.adopt(CredentialLifetime(configuration.cache))
    parts.shared?.credentials.adopt(RedisCredentialCache.Lifetimes(configuration.cache))
    parts.breakers.adopt(configuration.circuitBreaker)
    slot.replace(with: Pipeline.service(configuration, parts))
    managementSlot.replace(with: Pipeline.service(configuration, parts, at: .management))
  }
}

extension Logger {
  /// Says that a consumer is served with what Kong has not confirmed.
  fileprivate func noteStale(_ consumerID: String) {
    warning(
      .breakerFallback, "Serving stale credentials, since Kong cannot be asked", ["consumer.id": "\(consumerID)"])
  }
}

extension CircuitBreaker {
  /// Checks Kong's health; nil when that has failed too often lately.
  fileprivate func health(_ check: @Sendable () async -> KongHealth) async -> KongHealth? {
    switch await run(outcome: { $0.isHealthy ? .success : .failure }, check) {
    case .passed(let health): health
    case .refused: nil
    }
  }
}
