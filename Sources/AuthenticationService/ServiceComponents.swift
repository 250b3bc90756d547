import AuthenticationCore
import HTTPEdge
import KongClient
import Logging

/// The parts of the service, put together but not running.
struct ServiceComponents: Sendable {
  let responder: Pipeline
  let lifecycle = Lifecycle()
  let probe: KongProbe

  /// Puts the service together.
  ///
  /// - Parameters:
  ///   - configuration: a valid one.
  ///   - source: where the consumers' credentials come from.
  ///   - checkKong: asks Kong once how it is.
  ///   - clock: the time of day.
  ///   - now: the monotonic time, for the freshness of credentials.
  init(
    _ configuration: ServiceConfiguration, source: any ConsumerCredentialSource,
    checkKong: @escaping @Sendable () async -> KongHealth, clock: WallClock = .system,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, logger: Logger
  ) {
    let store = CredentialStore(
      source: source,
      cache: MemoryCredentialCache(
        capacity: configuration.cache.maximumEntries, lifetime: CredentialLifetime(configuration.cache)),
      now: now)
    let crossOrigin = CrossOriginPolicy(configuration.crossOrigin)
    let heads = ResponseHeads(crossOrigin: crossOrigin)
    let problems = ProblemResponses(heads: heads, clock: clock)
    let identification = ConsumerIdentification(ConsumerIdentification.Policy(configuration))
    let policy = TokenPolicy(configuration.token)
    probe = KongProbe(logger: logger, check: checkKong)
    let routes = Routes(
      tokens: TokenHandler(identification: identification, store: store, policy: policy, problems: problems),
      validation: ValidationHandler(identification: identification, store: store, policy: policy, problems: problems),
      health: HealthHandler(
        lifecycle: lifecycle, probe: probe, store: store, kong: KongDescription(configuration.kong), heads: heads,
        clock: clock))
    let fallback = FallbackHandler(problems: problems)
    responder = Pipeline(
      [APIVersion(configuration.versions), OriginReflection(crossOrigin)],
      router: Router(routes.table, fallbacks: fallback.fallbacks),
      fault: problems.response(to:id:about:))
  }
}
