import AuthenticationCore
import HTTPEdge
import Telemetry

/// Answers `GET /metrics`: what the service has counted, as JSON, or as text for a scraper.
struct MetricsHandler: Sendable {
  /// The views of this version.
  private static let views = ["operational"]

  let registry: MetricRegistry
  let breakers: CircuitBreakers
  let consumers: ConsumerMetrics
  let kong: KongDescription
  let cache: CacheDescription
  let telemetry: TelemetryDescription
  let heads: ResponseHeads
  let clock: WallClock
  let beginning: ContinuousClock.Instant

  func reply(to request: Request) -> Reply {
    let view = request.queryItem("view") ?? ""
    guard view.isEmpty || Self.views.contains(view) else { return .ready(unknownView()) }
    switch MetricsFormat(request) {
    case nil: return .ready(unknownFormat())
    case .text(let format)?:
      // To ask the system for all of it takes longer than an event loop may.
      return .pending {
        Response(heads.metrics(format), body: PrometheusText.render(registry.collect(), as: format))
      }
    case .json?: return .ready(Response(heads.health(isHealthy: true), body: document))
    }
  }

  private var document: [UInt8] {
    var members: [JSONMember] = [
      JSONMember("timestamp", .string(clock.timestamp())),
      JSONMember("uptime", .integer(Int(beginning.duration(to: .now).components.seconds))),
    ]
    if let memory = ProcessMemory.resident {
      members.append(JSONMember("memory", ["rss": .integer(memory >> 20)]))
    }
    members += [
      JSONMember("cache", cache.metrics), JSONMember("circuitBreakers", breakers.document),
      JSONMember("consumers", ["volume": consumers.tally.document]),
      JSONMember("telemetry", telemetry.metrics),
      JSONMember("kong", ["adminUrl": "<redacted>", "mode": .string(kong.mode)]),
    ]
    return JSONOutput.object(members).compact
  }

  private func unknownView() -> Response {
    refusal("Invalid view parameter", "Valid views: \(Self.views.joined(separator: ", "))")
  }

  private func unknownFormat() -> Response {
    refusal("Invalid format parameter", "Valid formats: json, prometheus, openmetrics")
  }

  private func refusal(_ error: String, _ message: String) -> Response {
    let document: JSONOutput = [
      "error": .string(error),
      "message": .string(message),
      "timestamp": .string(clock.timestamp()),
    ]
    return Response(heads.badView, body: document.compact)
  }
}
