import HTTPEdge

/// The route table: every route of the service on one screen.
struct Routes {
  let tokens: TokenHandler
  let validation: ValidationHandler
  let health: HealthHandler
  let report: HealthReportHandler
  let telemetry: TelemetryHealthHandler
  let metrics: MetricsHandler
  let management: ManagementSurface

  /// What the public port serves, besides the routes for operators where they are public.
  var table: [Route] {
    [
      Route(.get, TokenPath.tokens, tokens.reply),
      Route(.get, TokenPath.validation, validation.reply),
    ] + observation
  }

  /// What every port serves.
  var observation: [Route] {
    [
      Route(.get, "/health", report.reply),
      Route(.get, "/health/live", health.live),
      Route(.get, "/health/ready", health.ready),
      Route(.get, "/health/telemetry", telemetry.exports),
      Route(.get, "/health/metrics", telemetry.metrics),
      Route(.get, "/metrics", metrics.reply),
    ]
  }
}
