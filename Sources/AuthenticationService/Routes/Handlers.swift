/// Everything that answers a route.
struct Handlers: Sendable {
  let tokens: TokenHandler
  let validation: ValidationHandler
  let health: HealthHandler
  let report: HealthReportHandler
  let telemetry: TelemetryHealthHandler
  let metrics: MetricsHandler
  let description: DescriptionHandler
  let administration: CacheAdministrationHandler
  let breakers: BreakerAdministrationHandler
  let debugMetrics: DebugMetricsHandler
  let profiling: ProfilingHandler
  let live: LiveHandler
  /// Stands before those with content.
  let contentTypes: ContentTypePolicy
  /// Stands before those for consumers.
  let gateway: GatewayGuard
  /// Stands before those for operators.
  let management: ManagementSurface
}
