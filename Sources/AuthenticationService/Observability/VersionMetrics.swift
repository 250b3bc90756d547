import Telemetry

/// Counts which versions of the API are asked for, and given.
struct VersionMetrics: Sendable {
  /// What a request says of it.
  enum Wish: Sendable {
    case none, v1, v2, unknown
  }

  private let v1: CounterSeries
  private let v2: CounterSeries
  private let stated: CounterSeries
  private let unstated: CounterSeries
  private let unsupported: CounterSeries

  init(_ registry: MetricRegistry) {
    v1 = registry.counter(ServiceMetrics.versionRequests, [Attribute("version", "v1")])
    v2 = registry.counter(ServiceMetrics.versionRequests, [Attribute("version", "v2")])
    stated = registry.counter(ServiceMetrics.versionSources, [Attribute("source", "accept-version")])
    unstated = registry.counter(ServiceMetrics.versionSources, [Attribute("source", "default")])
    unsupported = registry.counter(ServiceMetrics.versionsUnsupported)
    registry.observe(ServiceMetrics.versionFallbacks) { [unsupported] in [([], Double(unsupported.value))] }
    registry.observe(ServiceMetrics.securityHeaders) { [v2] in [([Attribute("version", "v2")], Double(v2.value))] }
  }

  func count(_ wish: Wish) {
    switch wish {
    case .none, .v1, .unknown: v1.increment()
    case .v2: v2.increment()
    }
    switch wish {
    case .none: unstated.increment()
    case .v1, .v2: stated.increment()
    case .unknown:
      stated.increment()
      unsupported.increment()
    }
  }
}
