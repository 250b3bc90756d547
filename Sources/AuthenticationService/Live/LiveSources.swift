import AuthenticationCore
import KongClient
import Telemetry

/// Where the live page has its numbers from: what is counted and known anyway.
struct LiveSources: Sendable {
  let service: ServiceConfiguration.Service
  let registry: MetricRegistry
  let store: CredentialStore
  let shared: SharedCache?
  let roster: BreakerRoster
  let probe: KongProbe
  let trouble: LookupTrouble
  let kong: KongDescription
  let cache: CacheDescription
  let telemetry: TelemetryDescription
  let levels: ServiceLevelMonitor
  let errors: RecentErrors
  let clock: WallClock
  let beginning = ContinuousClock.now

  init(
    _ configuration: ServiceConfiguration, registry: MetricRegistry, export: TelemetryExport?, store: CredentialStore,
    shared: SharedCache?, roster: BreakerRoster, probe: KongProbe, trouble: LookupTrouble,
    levels: ServiceLevelMonitor, errors: RecentErrors, clock: WallClock
  ) {
    service = configuration.service
    self.registry = registry
    self.store = store
    self.shared = shared
    self.roster = roster
    self.probe = probe
    self.trouble = trouble
    kong = KongDescription(configuration.kong)
    cache = CacheDescription(store: store, shared: shared)
    telemetry = TelemetryDescription(configuration: configuration, export: export, clock: clock)
    self.levels = levels
    self.errors = errors
    self.clock = clock
  }

  var traffic: LiveTraffic { LiveTraffic(registry.data(of: ServiceMetrics.requestDuration)) }

  var lookups: LivePoint.Lookups {
    let memory = store.statistics
    let hits = memory.hits + memory.negativeHits + memory.staleHits
    let sharedHits = min(shared?.gate.counters.current.hits ?? 0, memory.misses)
    return LivePoint.Lookups(hits: hits + sharedHits, all: hits + memory.misses)
  }

  var condition: ServiceCondition { ServiceCondition(probe, cache, telemetry) }

  /// What is wrong, the worst first.
  ///
  /// - Parameter failures: how many requests were answered with a fault of ours just now.
  func problems(_ failures: LiveFailures) -> [LiveProblem] {
    var all: [LiveProblem] = []
    let reason = trouble.cause.map { "; the last look-up in Kong failed: \($0)" } ?? ""
    switch failures {
    case .none: break
    case .some:
      all.append(
        LiveProblem(
          subject: "requests", text: "Requests are answered with 5xx\(reason)",
          consequence: "Some clients get no answer that they can use."))
    case .all:
      all.append(
        LiveProblem(
          subject: "requests", text: "No request for a token has success: they are answered with 5xx\(reason)",
          consequence: "Nobody gets a token.",
          isOutage: true))
    }
    if probe.health?.isHealthy != true {
      let cause = probe.health.map { $0.cause ?? "it says that it is not well" } ?? "not asked yet"
      all.append(
        LiveProblem(
          subject: "kong", text: "Kong's Admin API cannot be used: \(cause)",
          consequence: "Consumers in the cache go on getting tokens; others get 503."))
    }
    if !cache.isHealthy {
      all.append(
        LiveProblem(
          subject: "cache", text: "The shared cache does not work: \(cache.cause)",
          consequence: "Replicas are on their own, and Kong is asked more often."))
    }
    for entry in roster.all where entry.breaker.state != .closed {
      all.append(
        LiveProblem(
          subject: "breaker \(entry.name)",
          text: "Circuit breaker \(entry.name) is \(entry.breaker.state.rawValue)"
            + (entry.name == BreakerRoster.lookups ? reason : ""),
          consequence: entry.consequence))
    }
    for signal in Signal.allCases where !telemetry.isHealthy(signal) {
      all.append(
        LiveProblem(
          subject: "telemetry \(signal.rawValue)", text: "Exports of \(signal.rawValue) fail",
          consequence: "Clients notice nothing; dashboards elsewhere have gaps."))
    }
    for report in levels.reports {
      guard let violation = report.violation else { continue }
      all.append(
        LiveProblem(
          subject: "latency \(report.route)",
          text:
            "\(report.route) is slower than promised: \(violation.percentile.rawValue) of five minutes over its limit",
          consequence: "Clients wait longer than they should."))
    }
    return all
  }
}
