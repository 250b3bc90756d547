import Events
import Logging
import Synchronization
import Telemetry

/// Counts violations, and has a line in the log for one of them every ten minutes and route.
final class ViolationNotices: Sendable {
  static let interval = Duration.seconds(10 * 60)

  /// By route; there from the start, so that the first violation is a growth.
  private let counters: [String: CounterSeries]
  private let logger: Logger
  /// By route; no more than there are objectives.
  private let noted = Mutex<[String: ContinuousClock.Instant]>([:])

  init(_ registry: MetricRegistry, routes: [String], logger: Logger) {
    let series = routes.map { route in
      (route, registry.counter(ServiceMetrics.serviceLevelViolations, [Attribute("route", .string(route))]))
    }
    counters = Dictionary(series) { first, _ in first }
    self.logger = logger
  }

  func note(_ violation: RouteReport.Violation, of route: String, at time: ContinuousClock.Instant) {
    counters[route]?.increment()
    let isDue = noted.withLock { noted in
      if let last = noted[route], last.duration(to: time) < Self.interval { return false }
      noted[route] = time
      return true
    }
    guard isDue else { return }
    logger.warning(
      .serviceLevelViolated, "Requests take longer than promised",
      [
        "route": "\(route)", "quantile": "\(violation.percentile.rawValue)",
        "measured_ms": "\(violation.measured.milliseconds)", "threshold_ms": "\(violation.threshold.milliseconds)",
        "requests": "\(violation.requests)",
      ])
  }
}

extension Double {
  /// Seconds in milliseconds, to the tenth.
  fileprivate var milliseconds: Double { (self * 10_000).rounded() / 10 }
}
