import KongClient

/// How the service is as a whole.
enum ServiceCondition: String, Sendable, CaseIterable {
  case healthy, degraded, unhealthy

  /// Unhealthy is only who can serve nobody: without Kong, without a cache that works, and without anything in memory.
  init(_ probe: KongProbe, _ cache: CacheDescription, _ telemetry: TelemetryDescription) {
    let isKongHealthy = probe.health?.isHealthy == true
    if isKongHealthy, cache.isHealthy {
      self = telemetry.isHealthy ? .healthy : .degraded
    } else {
      self = isKongHealthy || cache.isHealthy || cache.isWarm ? .degraded : .unhealthy
    }
  }
}
