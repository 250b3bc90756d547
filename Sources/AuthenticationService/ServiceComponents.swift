import AuthenticationCore
import HTTPEdge
import KongClient
import Logging
import NIOCore

/// The parts of the service, put together but not running.
struct ServiceComponents: Sendable {
  let responder: Pipeline
  let lifecycle = Lifecycle()
  let probe: KongProbe
  let kong: KongAdminClient

  /// How often Kong is asked how it is.
  private static let probeInterval = Duration.seconds(5)

  /// Puts the service together.
  ///
  /// - Parameters:
  ///   - configuration: a valid one.
  ///   - group: runs the connections to Kong.
  ///   - clock: the time of day.
  init(
    _ configuration: ServiceConfiguration, on group: any EventLoopGroup, clock: WallClock = .system, logger: Logger
  ) {
    let kong = KongAdminClient(KongAdminConfiguration(configuration), on: group, logger: logger)
    let store = CredentialStore(
      source: kong,
      cache: MemoryCredentialCache(
        capacity: configuration.cache.maximumEntries, lifetime: CredentialLifetime(configuration.cache)))
    let crossOrigin = CrossOriginPolicy(configuration.crossOrigin)
    let heads = ResponseHeads(crossOrigin: crossOrigin)
    let problems = ProblemResponses(heads: heads, clock: clock)
    let identification = ConsumerIdentification(ConsumerIdentification.Policy(configuration))
    let policy = TokenPolicy(configuration.token)
    probe = KongProbe(every: Self.probeInterval, logger: logger) { await kong.health() }
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
      fault: problems.response(to:id:))
    self.kong = kong
  }
}
