import AuthenticationCore
import RedisClient
import Telemetry

/// What is counted anyway, shown as instruments: it is asked for when somebody reads, and costs nothing otherwise.
struct ServiceObservations: Sendable {
  let store: CredentialStore
  let breakers: CircuitBreakers
  let shared: SharedCache?
  let roster: BreakerRoster

  func declare(in registry: MetricRegistry) {
    declareCache(registry)
    declareBreakers(registry)
    if let shared { declareShared(registry, shared) }
  }

  private func declareCache(_ registry: MetricRegistry) {
    registry.observe(ServiceMetrics.kongCacheHits) { [store] in
      let statistics = store.statistics
      return .one(statistics.hits + statistics.negativeHits + statistics.staleHits)
    }
    registry.observe(ServiceMetrics.kongCacheMisses) { [store] in .one(store.statistics.misses) }
    registry.observe(ServiceMetrics.cacheHitRate) { [store, shared] in
      [([], store.hitRate(withShared: shared?.gate.counters.current.hits ?? 0))]
    }
    registry.observe(ServiceMetrics.cacheEntries) { [store] in
      let tally = store.tally
      return [("fresh", tally.fresh), ("stale", tally.stale)].map { state, count in
        ([Attribute("state", .string(state))], Double(count))
      }
    }
    registry.observe(ServiceMetrics.cacheEvictions) { [store] in .one(store.statistics.evictions) }
    registry.observe(ServiceMetrics.cacheTierUsage) { [store, shared] in
      let memory = store.statistics
      var tiers = [("memory", memory.hits + memory.negativeHits), ("in-memory-fallback", memory.staleHits)]
      if let shared { tiers.append(("redis", shared.gate.counters.current.hits)) }
      return tiers.map { tier, count in
        ([Attribute("tier", .string(tier)), Attribute("operation", "get")], Double(count))
      }
    }
  }

  private func declareBreakers(_ registry: MetricRegistry) {
    registry.observe(ServiceMetrics.breakerState) { [roster] in
      roster.all.map { ([Attribute("operation", .string($0.name))], $0.breaker.state.number) }
    }
    registry.observe(ServiceMetrics.breakerRequests) { [breakers] in
      breakers.all.flatMap { name, breaker in
        let statistics = breaker.statistics
        return [("closed", statistics.successes), ("open", statistics.failures)].map { state, count in
          ([Attribute("operation", .string(name)), Attribute("state", .string(state))], Double(count))
        }
      }
    }
    registry.observe(ServiceMetrics.breakerRejections) { [roster] in
      roster.all.map { ([Attribute("operation", .string($0.name))], Double($0.breaker.statistics.refused)) }
    }
    registry.observe(ServiceMetrics.breakerFallbacks) { [store] in
      [([Attribute("operation", "getConsumerSecret")], Double(store.statistics.staleHits))]
    }
  }

  private func declareShared(_ registry: MetricRegistry, _ shared: SharedCache) {
    let counters = shared.gate.counters
    registry.observe(ServiceMetrics.redisConnections) {
      .one(shared.client.topology.primaries.filter { $0.connection != nil }.count)
    }
    registry.observe(ServiceMetrics.redisHits) { .one(counters.current.hits) }
    registry.observe(ServiceMetrics.redisMisses) { .one(counters.current.misses) }
    registry.observe(ServiceMetrics.redisErrors) {
      let current = counters.current
      return [
        ("operation_failed", current.failures), ("entry_refused", current.refusedEntries),
        ("write_dropped", current.droppedWrites),
      ].map { type, count in ([Attribute("error_type", .string(type))], Double(count)) }
    }
    registry.observe(ServiceMetrics.tierErrors) {
      let current = counters.current
      return [("cache_pollution", current.refusedEntries), ("access_error", current.failures)].map { type, count in
        (
          [Attribute("error_type", .string(type)), Attribute("operation", "get"), Attribute("component", "redis")],
          Double(count)
        )
      }
    }
    registry.observe(ServiceMetrics.redisWrites) {
      let current = counters.current
      return [("success", current.writes), ("failure", current.failedWrites)].map { result, count in
        ([Attribute("result", .string(result))], Double(count))
      }
    }
  }
}

extension [(attributes: [Attribute], value: Double)] {
  /// One series without attributes.
  fileprivate static func one(_ value: Int) -> Self { [([], Double(value))] }
}

extension CircuitBreakerStateMachine.State {
  /// As dashboards have it.
  fileprivate var number: Double {
    switch self {
    case .closed: 0
    case .open: 1
    case .halfOpen: 2
    }
  }
}
