import AuthenticationCore
import Telemetry

/// What the live page shows of one moment.
struct LiveDocument {
  let sources: LiveSources
  let journal: LiveJournal
  /// What was answered within the last second.
  let growth: LiveTraffic
  /// How long that was, in seconds.
  let span: Double
  let latest: LivePoint?
  /// Connections that are open; nil where nobody counts them.
  let connections: Int?

  var json: JSONOutput { .object(members) }

  var members: [JSONMember] {
    let uptime = Int(sources.beginning.duration(to: .now).components.seconds)
    return [
      JSONMember("timestamp", .string(sources.clock.timestamp())),
      JSONMember("service", .string(sources.service.name)), JSONMember("version", .string(sources.service.version)),
      JSONMember("environment", .string(sources.service.environment.rawValue)), JSONMember("uptime", .integer(uptime)),
    ] + journal.document + [
      JSONMember("requests", requests), JSONMember("cache", cache), JSONMember("circuitBreakers", breakers),
      JSONMember(
        "dependencies",
        [
          "kong": sources.kong.check(sources.probe.health), "cache": sources.cache.dependency(sources.clock),
          "telemetry": sources.telemetry.dependency,
        ]),
      JSONMember("errors", .array(sources.errors.all.map(\.document))),
      JSONMember("memory", ProcessHeap.current?.document ?? .null),
      JSONMember("connections", connections.map(JSONOutput.integer) ?? .null),
    ]
  }

  private var requests: JSONOutput {
    let traffic = sources.traffic
    return [
      "total": .integer(Int(clamping: traffic.sum().requests)), "rate": .rounded(latest?.rate ?? 0),
      "failureRate": .rounded(latest?.failureRate ?? 0), "inFlight": .integer(inFlight),
      "latency": latest?.latency?.document ?? .null,
      "routes": .array(
        traffic.routes.sorted { $0.key < $1.key }.map { name, total in
          let route = growth.routes[name] ?? LiveTraffic.Route()
          return [
            "route": .string(name), "total": .integer(Int(clamping: total.requests)),
            "rate": .rounded(Double(route.requests) / span), "classes": classes(total, route),
            "latency": LiveLatency(route.tally, bounds: growth.bounds)?.document ?? .null,
          ]
        }),
    ]
  }

  private func classes(_ total: LiveTraffic.Route, _ route: LiveTraffic.Route) -> JSONOutput {
    .object(
      total.classes.indices.filter { total.classes[$0] > 0 }.map { index in
        JSONMember(
          "\(index + 1)xx",
          [
            "total": .integer(Int(clamping: total.classes[index])),
            "rate": .rounded(Double(route.classes[index]) / span),
          ])
      })
  }

  private var inFlight: Int {
    guard case .gauge(let points)? = sources.registry.data(of: ServiceMetrics.activeRequests) else { return 0 }
    return Int(points.first?.value ?? 0)
  }

  private var cache: JSONOutput {
    let tally = sources.store.tally
    return [
      "type": .string(sources.cache.type), "hitRate": sources.lookups.hitRate.map { .rounded($0 * 100) } ?? .null,
      "recentHitRate": latest?.hitRate.map { .rounded($0 * 100) } ?? .null, "entries": .integer(tally.entries),
      "fresh": .integer(tally.fresh), "stale": .integer(tally.stale),
    ]
  }

  private var breakers: JSONOutput {
    .array(
      sources.roster.all.map {
        [
          "name": .string($0.name), "state": .string($0.breaker.state.rawValue),
          "rejections": .integer($0.breaker.statistics.refused),
        ]
      })
  }
}
