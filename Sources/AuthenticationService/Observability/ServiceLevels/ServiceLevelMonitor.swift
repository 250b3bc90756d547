import Events
import Logging
import ServiceLifecycle
import Synchronization
import Telemetry

/// Looks every ten seconds at how requests are doing, and says so when they take longer than promised.
///
/// It reads what is counted anyway: requests pay nothing for it. Who reads the gauges reads what the last look has found.
final class ServiceLevelMonitor: Service {
  private struct State {
    /// Of the routes that have traffic and an objective.
    var histories: [String: RouteHistory] = [:]
    var reports: [RouteReport] = []
  }

  static let interval = Duration.seconds(10)

  let objectives: [ServiceLevelObjective]
  private let registry: MetricRegistry
  private let now: @Sendable () -> ContinuousClock.Instant
  private let pause: @Sendable (Duration) async throws -> Void
  private let notices: ViolationNotices
  private let state = Mutex(State())

  /// - Parameters:
  ///   - registry: where requests are counted and gauges are shown.
  ///   - objectives: one for each route that is watched.
  ///   - now: the monotonic time.
  ///   - pause: waits, until it is cancelled.
  init(
    _ registry: MetricRegistry, objectives: [ServiceLevelObjective],
    now: @escaping @Sendable () -> ContinuousClock.Instant,
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }, logger: Logger
  ) {
    self.registry = registry
    self.objectives = objectives
    self.now = now
    self.pause = pause
    notices = ViolationNotices(registry, routes: objectives.map(\.route), logger: logger)
    declare(in: registry)
  }

  /// What the last look has found, of the routes with traffic.
  var reports: [RouteReport] { state.withLock { $0.reports } }

  /// Looks until the graceful shutdown.
  func run() async {
    await cancelWhenGracefulShutdown { [self] in
      while (try? await pause(Self.interval)) != nil { look() }
    }
  }

  /// Looks once.
  func look() {
    let time = now()
    let (bounds, tallies) = RouteTally.all(in: registry.data(of: ServiceMetrics.requestDuration))
    let reports = state.withLock { state in
      state.reports = objectives.compactMap { objective in
        guard let tally = tallies[objective.route] else { return nil }
        var history = state.histories.removeValue(forKey: objective.route) ?? RouteHistory()
        history.append(tally, at: time)
        state.histories[objective.route] = history
        return RouteReport(objective, bounds: bounds) { window in
          tally.since(history.tally(before: window.duration, of: time))
        }
      }
      return state.reports
    }
    for report in reports {
      if let violation = report.violation { notices.note(violation, of: report.route, at: time) }
    }
  }
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension ServiceLevelMonitor: CustomStringConvertible {
  var description: String { "ServiceLevelMonitor" }
}
