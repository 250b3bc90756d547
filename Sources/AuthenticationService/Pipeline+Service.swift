import AuthenticationCore
import HTTPEdge

extension Pipeline {
  /// Puts together what follows from the configuration alone: the way from a request to its answer.
  init(
    _ configuration: ServiceConfiguration, lifecycle: Lifecycle, probe: KongProbe, store: CredentialStore,
    clock: WallClock
  ) {
    let crossOrigin = CrossOriginPolicy(configuration.crossOrigin)
    let heads = ResponseHeads(crossOrigin: crossOrigin)
    let problems = ProblemResponses(heads: heads, clock: clock)
    let identification = ConsumerIdentification(ConsumerIdentification.Policy(configuration))
    let policy = TokenPolicy(configuration.token)
    let routes = Routes(
      tokens: TokenHandler(identification: identification, store: store, policy: policy, problems: problems),
      validation: ValidationHandler(identification: identification, store: store, policy: policy, problems: problems),
      health: HealthHandler(
        lifecycle: lifecycle, probe: probe, store: store, kong: KongDescription(configuration.kong), heads: heads,
        clock: clock))
    let fallback = FallbackHandler(problems: problems)
    self.init(
      [APIVersion(configuration.versions), OriginReflection(crossOrigin)],
      router: Router(routes.table, fallbacks: fallback.fallbacks),
      fault: problems.response(to:id:about:))
  }
}
