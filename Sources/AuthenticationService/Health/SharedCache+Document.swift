import AuthenticationCore

extension SharedCacheMonitor {
  /// The entry `healthMonitor` of `/health`.
  func document(_ clock: WallClock) -> JSONOutput {
    let health = health
    var members: [JSONMember] = [
      JSONMember("status", .string(health.status.rawValue)), JSONMember("isMonitoring", .bool(isMonitoring)),
      JSONMember("consecutiveSuccesses", .integer(health.consecutiveSuccesses)),
      JSONMember("consecutiveFailures", .integer(health.consecutiveFailures)),
      JSONMember("lastStatusChange", .string(WallClock.timestamp(of: health.lastStatusChange))),
    ]
    if let check = health.lastCheck {
      var details: [JSONMember] = [
        JSONMember("success", .bool(check.isSuccess)),
        JSONMember("timestamp", .string(WallClock.timestamp(of: check.time))),
        JSONMember("responseTimeMs", .hundredths(check.duration.hundredthsOfMilliseconds)),
      ]
      if let failure = check.failure { details.append(JSONMember("error", .string(failure))) }
      members.append(JSONMember("lastCheck", .object(details)))
    }
    return .object(members)
  }
}

extension SharedCache {
  /// What the shared cache did since the start, for `/metrics`.
  var document: JSONOutput {
    let statistics = gate.counters.current
    return [
      "hits": .integer(statistics.hits), "misses": .integer(statistics.misses),
      "refusedEntries": .integer(statistics.refusedEntries), "failures": .integer(statistics.failures),
      "refusedByBreaker": .integer(gate.breaker.statistics.refused),
      "circuitBreaker": .string(gate.breaker.state.rawValue),
      "lookupsLeftToOthers": .integer(statistics.sharedLookups), "writes": .integer(statistics.writes),
      "failedWrites": .integer(statistics.failedWrites), "droppedWrites": .integer(statistics.droppedWrites),
      "purges": .integer(statistics.purges), "hearsPurges": .bool(purges.isListening),
    ]
  }
}
