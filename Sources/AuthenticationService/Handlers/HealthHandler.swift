import HTTPEdge
import KongClient

/// Answers the probes: whether the process lives, and whether it wants requests.
struct HealthHandler: Sendable {
  let lifecycle: Lifecycle
  let probe: KongProbe
  let kong: KongDescription
  let cache: CacheDescription
  let heads: ResponseHeads
  let clock: WallClock

  /// `GET /health/live`: answered by the event loop alone, so that no dependency can make a healthy process restart.
  func live(_ request: Request) -> Reply {
    let document: JSONOutput = [
      "status": "alive",
      "timestamp": .string(clock.timestamp()),
      "requestId": .string("\(request.id)"),
    ]
    return .ready(Response(heads.health(isHealthy: true), body: document.pretty))
  }

  /// `GET /health/startup`: whether the service has become ready once, and so needs no more patience than a running one.
  func startup(_ request: Request) -> Reply {
    let stage = lifecycle.stage
    let hasStarted = stage >= .ready
    let document: JSONOutput = [
      "status": hasStarted ? "started" : "starting",
      "timestamp": .string(clock.timestamp()),
      "state": .string(stage.rawValue),
      "requestId": .string("\(request.id)"),
    ]
    return .ready(Response(heads.health(isHealthy: hasStarted), body: document.pretty))
  }

  /// `GET /health/ready`: ready, and either Kong answers or something can be served from a cache.
  ///
  /// A blip of Kong therefore takes no warm replica out of service.
  func ready(_ request: Request) -> Reply {
    let start = ContinuousClock.now
    let stage = lifecycle.stage
    guard stage == .ready else { return .ready(notAccepting(stage, request)) }
    let health = probe.health
    let isReady = health?.isHealthy == true || cache.isWarm
    let document: JSONOutput = [
      "ready": .bool(isReady),
      "timestamp": .string(clock.timestamp()),
      "checks": [
        "lifecycle": ["status": "ready", "state": "ready"],
        "kong": kong.check(health),
        "cache": cache.readiness,
      ],
      "responseTime": .string(DurationText.format(start.duration(to: .now))),
      "requestId": .string("\(request.id)"),
    ]
    return .ready(Response(heads.health(isHealthy: isReady), body: document.pretty))
  }

  private func notAccepting(_ stage: Lifecycle.Stage, _ request: Request) -> Response {
    let document: JSONOutput = [
      "ready": .bool(false),
      "timestamp": .string(clock.timestamp()),
      "reason": .string("Service is \(stage.rawValue)"),
      "checks": ["lifecycle": ["status": "not_ready", "state": .string(stage.rawValue)]],
      "requestId": .string("\(request.id)"),
    ]
    return Response(heads.health(isHealthy: false), body: document.pretty)
  }
}
