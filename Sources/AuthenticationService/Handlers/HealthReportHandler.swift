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

  func reply(to request: Request) -> Reply {
    let status = ServiceCondition(probe, cache, telemetry)
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
}
