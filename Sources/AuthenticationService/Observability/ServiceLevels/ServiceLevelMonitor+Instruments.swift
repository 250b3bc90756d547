import Telemetry

extension ServiceLevelMonitor {
  /// Shows what is promised and what the last look has found.
  func declare(in registry: MetricRegistry) {
    registry.observe(ServiceMetrics.serviceLevelObjective) { [objectives] in
      objectives.flatMap { objective in
        ServiceLevelObjective.Aspect.allCases.map { aspect in
          ([.route(objective.route), .objective(aspect)], objective.target(aspect))
        }
      }
    }
    registry.observe(ServiceMetrics.serviceLevelThreshold) { [objectives] in
      objectives.flatMap { objective in
        Percentile.allCases.map { percentile in
          ([.route(objective.route), .percentile(percentile)], objective.threshold(percentile))
        }
      }
    }
    // The registry lasts as long as the monitor, which holds it.
    registry.observe(ServiceMetrics.serviceLevelLatency) { [weak self] in
      (self?.reports ?? []).flatMap { report in
        report.latencies.map { ([.route(report.route), .percentile($0.percentile), .window($0.window)], $0.seconds) }
      }
    }
    registry.observe(ServiceMetrics.serviceLevelBurnRate) { [weak self] in
      (self?.reports ?? []).flatMap { report in
        report.burnRates.map { ([.route(report.route), .objective($0.aspect), .window($0.window)], $0.rate) }
      }
    }
  }
}

extension Attribute {
  fileprivate static func route(_ route: String) -> Self { Attribute("route", .string(route)) }

  fileprivate static func objective(_ aspect: ServiceLevelObjective.Aspect) -> Self {
    Attribute("objective", .string(aspect.rawValue))
  }

  fileprivate static func percentile(_ percentile: Percentile) -> Self {
    Attribute("percentile", .string(percentile.rawValue))
  }

  fileprivate static func window(_ window: ServiceLevelWindow) -> Self { Attribute("window", .string(window.rawValue)) }
}
