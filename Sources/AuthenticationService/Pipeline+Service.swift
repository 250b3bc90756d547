import AuthenticationCore
import HTTPEdge
import Telemetry
import Tracing

extension Pipeline {
  /// Puts together what follows from the configuration alone: the way from a request to its answer, on one of the ports.
  static func service(
    _ configuration: ServiceConfiguration, _ parts: ServiceParts, at port: ServicePort = .general
  ) -> Pipeline {
    PipelineAssembly(configuration, parts, at: port).pipeline
  }
}

/// Everything that stands on the way of a request.
private struct PipelineAssembly {
  private let handlers: Handlers
  private let configuration: ServiceConfiguration
  private let port: ServicePort
  private let versionMetrics: VersionMetrics
  private let crossOrigin: CrossOriginPolicy
  private let problems: ProblemResponses

  init(_ configuration: ServiceConfiguration, _ parts: ServiceParts, at port: ServicePort) {
    self.configuration = configuration
    self.port = port
    versionMetrics = VersionMetrics(parts.metrics)
    crossOrigin = CrossOriginPolicy(configuration.crossOrigin, at: port)
    let heads = ResponseHeads(crossOrigin: crossOrigin)
    problems = ProblemResponses(
      heads: heads, clock: parts.clock, errors: ErrorMetrics(parts.metrics), recent: parts.errors)
    let identification = ConsumerIdentification(ConsumerIdentification.Policy(configuration))
    let rateLimit = ConsumerRateLimit(parts.rateLimit, problems: problems)
    let policy = TokenPolicy(configuration.token)
    let tracing = TokenTracing(traces: parts.traces, policy: policy)
    let kong = KongDescription(configuration.kong)
    let cache = CacheDescription(store: parts.store, shared: parts.shared)
    let telemetry = TelemetryDescription(configuration: configuration, export: parts.export, clock: parts.clock)
    let management = ManagementSurface(configuration, at: port, problems: problems)
    handlers = Handlers(
      tokens: TokenHandler(
        identification: identification, rateLimit: rateLimit,
        renewal: RenewalPolicy(
          configuration.gateway.tokenRenewal, maximumLength: configuration.kong.maximumHeaderLength, parts.renewal),
        store: parts.store,
        policy: policy, problems: problems, metrics: TokenMetrics(parts.metrics), consumers: parts.consumers,
        tracing: tracing),
      validation: ValidationHandler(
        identification: identification, rateLimit: rateLimit, store: parts.store, policy: policy, problems: problems,
        tracing: tracing),
      health: HealthHandler(
        lifecycle: parts.lifecycle, probe: parts.probe, kong: kong, cache: cache, heads: heads, clock: parts.clock),
      report: HealthReportHandler(
        service: configuration.service, isHighlyAvailable: parts.shared != nil, probe: parts.probe,
        breakers: parts.breakers, kong: kong, cache: cache, telemetry: telemetry, heads: heads, clock: parts.clock,
        beginning: parts.beginning),
      telemetry: TelemetryHealthHandler(
        telemetry: telemetry, registry: parts.metrics, breakers: parts.breakers, heads: heads),
      metrics: MetricsHandler(
        views: MetricsView.served(at: port, in: configuration.service.environment),
        documents: MetricsDocuments(
          registry: parts.metrics, breakers: parts.breakers, consumers: parts.consumers, kong: kong, cache: cache,
          telemetry: telemetry, addresses: port.addresses, clock: parts.clock, beginning: parts.beginning),
        registry: parts.metrics, management: management, heads: heads, clock: parts.clock),
      description: DescriptionHandler(document: OpenAPIDocument(configuration, at: port), heads: heads),
      administration: CacheAdministrationHandler(
        store: parts.store, shared: parts.shared, cache: cache, names: parts.names,
        patience: configuration.server.requestTimeout / 2,
        problems: problems),
      breakers: BreakerAdministrationHandler(roster: parts.roster, problems: problems),
      debugMetrics: DebugMetricsHandler(
        registry: parts.metrics, flush: parts.export?.metricFlush, heads: heads, clock: parts.clock),
      profiling: ProfilingHandler(configuration, heads: heads),
      live: LiveHandler(monitor: parts.live, problems: problems, heads: heads),
      contentTypes: ContentTypePolicy(problems: problems),
      gateway: GatewayGuard(configuration.gateway, problems: problems, refusals: parts.gatewayRefusals),
      management: management)
  }

  var pipeline: Pipeline {
    let table = Routes.served(at: port, in: configuration.service.environment).map { $0.route(handlers) }
    return Pipeline(
      [APIVersion(configuration.versions, metrics: versionMetrics), OriginReflection(crossOrigin)],
      router: Router(
        table, fallbacks: FallbackHandler(problems: problems, contentTypes: handlers.contentTypes).fallbacks),
      scope: { request, work in
        guard let trace = request.trace else { return await work() }
        return await InstrumentationContext.withValue(.within(trace)) { await work() }
      },
      fault: problems.response(to:id:about:))
  }
}
