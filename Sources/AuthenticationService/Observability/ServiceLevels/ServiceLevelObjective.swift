/// What is promised of a route: how few requests fail, and how soon the others are answered.
struct ServiceLevelObjective: Sendable, Equatable {
  /// What the share of good requests is about.
  enum Aspect: String, Sendable, CaseIterable {
    /// Good is what is no fault of ours, see ``RouteTally/isFailure(_:)``.
    case availability
    /// Good is what is answered within the time limit of p99.
    case latency
  }

  /// As the table of routes has it.
  let route: String
  /// Share of requests that are no fault of ours, from 0 to 1.
  let availability: Double
  /// Seconds within which half of the requests are answered.
  let p50: Double
  /// Seconds within which 95 % of the requests are answered.
  let p95: Double
  /// Seconds within which 99 % of the requests are answered.
  let p99: Double

  /// Share of requests that must be good, from 0 to 1.
  func target(_ aspect: Aspect) -> Double {
    switch aspect {
    case .availability: availability
    case .latency: Percentile.p99.share
    }
  }

  /// Seconds that a percentile may take.
  func threshold(_ percentile: Percentile) -> Double {
    switch percentile {
    case .p50: p50
    case .p95: p95
    case .p99: p99
    }
  }
}

extension ServiceLevelObjective {
  /// The documented objectives of the replaced service; `/` is the description of the API.
  static let documented = [
    ServiceLevelObjective(route: TokenPath.tokens, availability: 0.995, p50: 0.05, p95: 0.1, p99: 0.2),
    ServiceLevelObjective(route: TokenPath.validation, availability: 0.999, p50: 0.025, p95: 0.05, p99: 0.1),
    ServiceLevelObjective(route: "/health", availability: 0.999, p50: 0.1, p95: 0.4, p99: 0.5),
    ServiceLevelObjective(route: "/metrics", availability: 0.999, p50: 0.01, p95: 0.025, p99: 0.05),
    ServiceLevelObjective(route: "/", availability: 0.999, p50: 0.02, p95: 0.05, p99: 0.1),
  ]
}

/// A share of requests, the quickest ones.
enum Percentile: String, Sendable, CaseIterable {
  case p50, p95, p99

  /// From 0 to 1.
  var share: Double {
    switch self {
    case .p50: 0.5
    case .p95: 0.95
    case .p99: 0.99
    }
  }
}
