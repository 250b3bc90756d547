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
    Endpoint(.get, "/health/startup", for: .everyone, .startup) { $0.health.startup },
    Endpoint(.get, "/health/telemetry", for: .everyone, .telemetryHealth) { $0.telemetry.exports },
    Endpoint(.get, "/health/metrics", for: .everyone, .metricsHealth) { $0.telemetry.metrics },
    Endpoint(.get, "/metrics", for: .everyone, .metrics) { $0.metrics.reply },
    Endpoint(.get, "/", for: .everyone, .describe) { $0.description.reply },

    Endpoint(.get, CacheAdministrationHandler.path, for: .operators, .showCache) { $0.administration.show },
    Endpoint(.delete, CacheAdministrationHandler.path, for: .operators, .purgeCache) { $0.administration.purgeAll },
    Endpoint(.delete, CacheAdministrationHandler.path + "/{consumer}", for: .operators, .purgeConsumer) {
      $0.administration.purgeOne
    },

    Endpoint(.get, BreakerAdministrationHandler.path, for: .operators, .showBreakers) { $0.breakers.show },
    Endpoint(.delete, BreakerAdministrationHandler.path + "/{name}", for: .operators, .resetBreaker) {
      $0.breakers.reset
    },

    Endpoint(.get, "/admin", for: .operatorsPage, .showPage) { $0.live.page },
    Endpoint(.get, "/admin/live", for: .operators, .watchService) { $0.live.live },
    Endpoint(.get, "/admin/snapshot", for: .operators, .showSnapshot) { $0.live.snapshot },

    Endpoint(.post, "/debug/metrics/test", for: .operators, .recordTestMetrics) { $0.debugMetrics.test },
    Endpoint(.post, "/debug/metrics/export", for: .operators, .exportMetrics) { $0.debugMetrics.export },
    Endpoint(.post, "/debug/profiling/start", for: .operators, .startProfiling) { $0.profiling.start },
    Endpoint(.post, "/debug/profiling/stop", for: .operators, .stopProfiling) { $0.profiling.stop },
    Endpoint(.get, "/debug/profiling/status", for: .operators, .showProfiling) { $0.profiling.status },
    Endpoint(.get, "/debug/profiling/reports", for: .operators, .listProfiles) { $0.profiling.reports },
    Endpoint(.get, "/debug/profiling/report", for: .operators, .showProfile) { $0.profiling.report },
    Endpoint(.post, "/debug/profiling/cleanup", for: .operators, .cleanUpProfiles) { $0.profiling.cleanup },
  ]

  /// What scripts of other origins may do unless operators say otherwise: all that there is but DELETE.
  static var methodsForOtherOrigins: [String] {
    let methods = table.map(\.method).filter { $0 != .delete } + [.options]
    return methods.reduce(into: []) { if !$0.contains($1.name) { $0.append($1.name) } }
  }

  /// What a port serves.
  static func served(at port: ServicePort, in environment: DeploymentEnvironment) -> [Endpoint] {
    table.filter { $0.audience.isServed(at: port, in: environment) }
  }
}
