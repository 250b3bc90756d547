import KongClient

/// How the service is as a whole.
enum ServiceCondition: String, Sendable, CaseIterable {
  case healthy, degraded, unhealthy

  /// Unhealthy only without Kong, without the shared cache, and without anything in memory; a cache in memory alone always works, so that
  /// an outage of Kong is never more than degraded, as the replaced service had it.
  init(_ probe: KongProbe, _ cache: CacheDescription, _ telemetry: TelemetryDescription) {
    let isKongHealthy = probe.health?.isHealthy == true
    if isKongHealthy, cache.isHealthy {
      self = telemetry.isHealthy ? .healthy : .degraded
    } else {
      self = isKongHealthy || cache.isHealthy || cache.isWarm ? .degraded : .unhealthy
    }
  }
}
