import AuthenticationCore
import RedisClient

/// What documents say about the cache, in the words of the replaced service: one tier in memory, or a shared one behind it.
struct CacheDescription: Sendable {
  let store: CredentialStore
  let shared: SharedCache?

  /// Whether credentials can be had from some tier without Kong.
  var isWarm: Bool {
    store.hasUsableCredentials || (isConnected && shared.map { $0.census.count.entries > 0 } == true)
  }

  /// Whether what there is works; a cache in memory always does.
  var isHealthy: Bool {
    guard let shared else { return true }
    return shared.client.isConnected && shared.monitor.health.status != .unhealthy
  }

  private var isConnected: Bool { shared?.client.isConnected ?? true }

  /// `memory`, `redis` or `valkey`; Redis as long as the server has not said what it is.
  var type: String {
    guard let shared else { return "memory" }
    return (shared.client.server?.kind ?? .redis).rawValue
  }

  /// The entry of `/health/ready`.
  var readiness: JSONOutput {
    guard shared != nil else { return ["status": isWarm ? "warm" : "cold", "type": "memory"] }
    var members = [JSONMember("status", isHealthy ? "healthy" : "unhealthy"), JSONMember("type", .string(type))]
    if !isHealthy { members.append(JSONMember("error", .string(cause))) }
    return .object(members)
  }

  /// The entry of `/health`.
  func dependency(_ clock: WallClock) -> JSONOutput {
    let memory = store.tally
    let count = shared?.census.count ?? SharedCacheCensus.Count(entries: memory.entries, active: memory.fresh)
    let statistics = shared?.gate.counters.current
    var entries: [JSONMember] = [
      JSONMember("primary", .integer(count.entries)), JSONMember("primaryActive", .integer(count.active)),
      JSONMember("stale", .integer(shared == nil ? memory.stale : max(0, count.entries - count.active))),
      JSONMember("staleCacheAvailable", .bool(isWarm)),
    ]
    if shared != nil {
      entries.append(
        JSONMember("memory", ["entries": .integer(memory.entries), "active": .integer(memory.fresh)]))
    }
    return [
      "type": .string(type),
      "connection": [
        "connected": .bool(isConnected),
        "responseTime": .string(DurationText.format(shared?.monitor.health.lastCheck?.duration ?? .zero)),
      ],
      "entries": .object(entries),
      "performance": [
        "hitRate": .string(percentage + "%"),
        "avgLatencyMs": .hundredths((statistics?.averageReadTime ?? .zero).hundredthsOfMilliseconds),
      ],
      "healthMonitor": shared.map { $0.monitor.document(clock) } ?? .null,
    ]
  }

  /// The entry of `/metrics`.
  var metrics: JSONOutput {
    let memory = store.tally
    let count = shared?.census.count ?? SharedCacheCensus.Count(entries: memory.entries, active: memory.fresh)
    let stale = shared == nil ? memory.stale : max(0, count.entries - count.active)
    let average = shared?.gate.counters.current.averageReadTime ?? .zero
    var members: [JSONMember] = [
      JSONMember("strategy", shared == nil ? "local-memory" : "shared-redis"),
      JSONMember("primary", ["entries": .integer(count.entries), "activeEntries": .integer(count.active)]),
      JSONMember("stale", ["entries": .integer(stale)]), JSONMember("size", .integer(count.entries)),
      JSONMember("activeEntries", .integer(count.active)), JSONMember("hitRate", .string(percentage)),
    ]
    if shared != nil { members.append(JSONMember("redisConnected", .bool(isConnected))) }
    members.append(JSONMember("averageLatencyMs", .hundredths(average.hundredthsOfMilliseconds)))
    if let shared {
      members.append(JSONMember("serverType", .string(type)))
      members.append(JSONMember("shared", shared.document))
    }
    return .object(members)
  }

  private var percentage: String {
    let hits = shared?.gate.counters.current.hits ?? 0
    return DurationText.fixed(hundredths: Int((store.hitRate(withShared: hits) * 10_000).rounded()))
  }

  /// Why it does not work.
  var cause: String {
    guard let shared, isConnected else { return "not connected" }
    return shared.monitor.health.lastCheck?.failure ?? "not connected"
  }
}
