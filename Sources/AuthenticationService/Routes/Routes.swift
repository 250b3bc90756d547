import HTTPEdge

/// The route table: every route of the service on one screen.
///
/// Everything that knows routes is derived from it: the router with its `Allow`, and the labels of metrics and spans.
enum Routes {
  /// The one that most requests are for comes first.
  static let table: [Endpoint] = [
    Endpoint(.get, TokenPath.tokens, for: .consumers) { $0.tokens.reply },
    Endpoint(.get, TokenPath.validation, for: .consumers) { $0.validation.reply },

    Endpoint(.get, "/health", for: .everyone) { $0.report.reply },
    Endpoint(.get, "/health/live", for: .everyone) { $0.health.live },
    Endpoint(.get, "/health/ready", for: .everyone) { $0.health.ready },
    Endpoint(.get, "/health/telemetry", for: .everyone) { $0.telemetry.exports },
    Endpoint(.get, "/health/metrics", for: .everyone) { $0.telemetry.metrics },
    Endpoint(.get, "/metrics", for: .everyone) { $0.metrics.reply },
    Endpoint(.get, "/health/startup", for: .everyone) { $0.health.startup },

    Endpoint(.get, CacheAdministrationHandler.path, for: .operators) { $0.administration.show },
    Endpoint(.delete, CacheAdministrationHandler.path, for: .operators) { $0.administration.purgeAll },
    Endpoint(.delete, CacheAdministrationHandler.path + "/{consumer}", for: .operators) { $0.administration.purgeOne },
    Endpoint(.post, "/debug/metrics/test", for: .operators) { $0.debugMetrics.test },
    Endpoint(.post, "/debug/metrics/export", for: .operators) { $0.debugMetrics.export },
    Endpoint(.post, "/debug/profiling/start", for: .operators) { $0.profiling.start },
    Endpoint(.post, "/debug/profiling/stop", for: .operators) { $0.profiling.stop },
    Endpoint(.get, "/debug/profiling/status", for: .operators) { $0.profiling.status },
    Endpoint(.get, "/debug/profiling/reports", for: .operators) { $0.profiling.reports },
    Endpoint(.get, "/debug/profiling/report", for: .operators) { $0.profiling.report },
    Endpoint(.post, "/debug/profiling/cleanup", for: .operators) { $0.profiling.cleanup },
  ]

  /// What a port serves.
  static func served(at port: ServicePort, in environment: DeploymentEnvironment) -> [Endpoint] {
    table.filter { $0.audience.isServed(at: port, in: environment) }
  }
}
