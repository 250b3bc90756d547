import HTTPEdge

/// The route table: every route of the service on one screen.
///
/// Everything that knows routes is derived from it: the router with its `Allow`, the description of the API in all its forms, and the
/// labels of metrics and spans.
enum Routes {
  /// The one that most requests are for comes first.
  static let table: [Endpoint] = [
    Endpoint(.get, TokenPath.tokens, for: .consumers, .issueToken) { $0.tokens.reply },
    Endpoint(.get, TokenPath.validation, for: .consumers, .validateToken) { $0.validation.reply },

    Endpoint(.get, "/health", for: .everyone, .health) { $0.report.reply },
    Endpoint(.get, "/health/live", for: .everyone, .liveness) { $0.health.live },
    Endpoint(.get, "/health/ready", for: .everyone, .readiness) { $0.health.ready },
    Endpoint(.get, "/health/telemetry", for: .everyone, .telemetryHealth) { $0.telemetry.exports },
    Endpoint(.get, "/health/metrics", for: .everyone, .metricsHealth) { $0.telemetry.metrics },
    Endpoint(.get, "/metrics", for: .everyone, .metrics) { $0.metrics.reply },
    Endpoint(.get, "/", for: .everyone, .describe) { $0.description.reply },

    Endpoint(.get, CacheAdministrationHandler.path, for: .operators, .showCache) { $0.administration.show },
    Endpoint(.delete, CacheAdministrationHandler.path, for: .operators, .purgeCache) { $0.administration.purgeAll },
    Endpoint(.delete, CacheAdministrationHandler.path + "/{consumer}", for: .operators, .purgeConsumer) {
      $0.administration.purgeOne
    },
  ]

  /// What a port serves.
  static func served(at port: ServicePort, in environment: DeploymentEnvironment) -> [Endpoint] {
    table.filter { $0.audience.isServed(at: port, in: environment) }
  }
}
