/// How a route has done lately, against what is promised of it.
struct RouteReport: Sendable {
  /// A percentile over its time limit.
  struct Violation: Sendable, Equatable {
    let percentile: Percentile
    /// Seconds.
    let measured: Double
    /// Seconds.
    let threshold: Double
    let requests: UInt64
  }

  /// The least requests that say something about percentiles.
  private static let leastRequests: UInt64 = 10

  let route: String
  /// Seconds.
  let latencies: [(window: ServiceLevelWindow, percentile: Percentile, seconds: Double)]
  let burnRates: [(aspect: ServiceLevelObjective.Aspect, window: ServiceLevelWindow, rate: Double)]
  let violation: Violation?

  /// - Parameters:
  ///   - bounds: of the buckets, in seconds.
  ///   - growth: what was counted within a window.
  init(_ objective: ServiceLevelObjective, bounds: [Double], growth: (ServiceLevelWindow) -> RouteTally) {
    route = objective.route
    latencies = ServiceLevelWindow.latency.flatMap { window in
      let tally = growth(window)
      return Percentile.allCases.compactMap { percentile in
        tally.quantile(percentile.share, bounds: bounds).map { (window, percentile, $0) }
      }
    }
    burnRates = ServiceLevelWindow.burnRate.flatMap { window in
      let tally = growth(window)
      return ServiceLevelObjective.Aspect.allCases.map {
        ($0, window, tally.burnRate($0, of: objective, bounds: bounds))
      }
    }
    let requests = growth(.fiveMinutes).requests
    violation = latencies.lazy.filter { $0.window == .fiveMinutes && $0.percentile != .p50 }
      .map { ($0.percentile, $0.seconds, objective.threshold($0.percentile)) }
      .first { _, seconds, threshold in requests >= Self.leastRequests && seconds > threshold }
      .map { Violation(percentile: $0, measured: $1, threshold: $2, requests: requests) }
  }
}

extension RouteTally {
  /// How many times faster than sustainable the error budget was used up; no request uses up nothing.
  fileprivate func burnRate(
    _ aspect: ServiceLevelObjective.Aspect, of objective: ServiceLevelObjective, bounds: [Double]
  ) -> Double {
    guard requests > 0 else { return 0 }
    let bad =
      switch aspect {
      case .availability: failures
      case .latency: slower(than: objective.p99, bounds: bounds)
      }
    return Double(bad) / Double(requests) / (1 - objective.target(aspect))
  }
}
