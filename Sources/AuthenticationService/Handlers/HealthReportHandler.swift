import AuthenticationCore
import HTTPEdge
import KongClient

/// Answers `GET /health`: how the service and what it depends on are, from what is known already; nothing is asked for it.
struct HealthReportHandler: Sendable {
  let service: ServiceConfiguration.Service
  let isHighlyAvailable: Bool
  let probe: KongProbe
  let breakers: CircuitBreakers
  let kong: KongDescription
  let cache: CacheDescription
  let telemetry: TelemetryDescription
  let heads: ResponseHeads
  let clock: WallClock
  /// When the service was put together.
  let beginning: ContinuousClock.Instant

  private enum Status: String {
    case healthy, degraded, unhealthy
  }

  func reply(to request: Request) -> Reply {
    let status = status
    let document: JSONOutput = [
      "status": .string(status.rawValue),
      "timestamp": .string(clock.timestamp()),
      "version": .string(service.version),
      "environment": .string(service.environment.rawValue),
      "uptime": .string(DurationText.uptime(beginning.duration(to: .now))),
      "highAvailability": .bool(isHighlyAvailable),
      "circuitBreakerState": .string(breakers.worstState.rawValue),
      "dependencies": [
        "kong": kong.check(probe.health), "cache": cache.dependency(clock), "telemetry": telemetry.dependency,
      ],
      "requestId": .string("\(request.id)"),
    ]
    return .ready(Response(heads.health(isHealthy: status != .unhealthy), body: document.pretty))
  }

  /// Unhealthy only without Kong, without the shared cache, and without anything in memory; a cache in memory alone always works, so that an
  /// outage of Kong is never more than degraded, as the replaced service had it.
  private var status: Status {
    let isKongHealthy = probe.health?.isHealthy == true
    if isKongHealthy, cache.isHealthy { return telemetry.isHealthy ? .healthy : .degraded }
    return isKongHealthy || cache.isHealthy || cache.isWarm ? .degraded : .unhealthy
  }
}
