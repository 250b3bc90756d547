import AuthenticationCore
import HTTPEdge

/// Answers `GET /metrics`: what the service has counted, as JSON.
struct MetricsHandler: Sendable {
  /// The views of this version.
  private static let views = ["operational"]

  let breakers: CircuitBreakers
  let kong: KongDescription
  let cache: CacheDescription
  let heads: ResponseHeads
  let clock: WallClock
  let beginning: ContinuousClock.Instant

  func reply(to request: Request) -> Reply {
    let view = request.queryItem("view") ?? ""
    guard view.isEmpty || Self.views.contains(view) else { return .ready(unknownView()) }
    var members: [JSONMember] = [
      JSONMember("timestamp", .string(clock.timestamp())),
      JSONMember("uptime", .integer(Int(beginning.duration(to: .now).components.seconds))),
    ]
    if let memory = ProcessMemory.resident {
      members.append(JSONMember("memory", ["rss": .integer(memory >> 20)]))
    }
    members += [
      JSONMember("cache", cache.metrics), JSONMember("circuitBreakers", breakers.document),
      JSONMember("kong", ["adminUrl": "<redacted>", "mode": .string(kong.mode)]),
    ]
    return .ready(Response(heads.health(isHealthy: true), body: JSONOutput.object(members).compact))
  }

  private func unknownView() -> Response {
    let document: JSONOutput = [
      "error": "Invalid view parameter",
      "message": .string("Valid views: \(Self.views.joined(separator: ", "))"),
      "timestamp": .string(clock.timestamp()),
    ]
    return Response(heads.badView, body: document.compact)
  }
}
