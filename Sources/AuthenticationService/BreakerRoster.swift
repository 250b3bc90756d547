import AuthenticationCore
import Telemetry

/// Every circuit breaker by the name that metrics, operators and the live page know it by, whatever it protects.
struct BreakerRoster: Sendable {
  struct Entry: Sendable {
    let name: String
    let breaker: any AdministeredBreaker
    /// What it means for clients that it is not closed.
    let consequence: String
  }

  /// The name of the one before look-ups of credentials.
  static let lookups = "getConsumerSecret"

  let all: [Entry]

  init(_ kong: CircuitBreakers, shared: SharedCache?, export: TelemetryExport?) {
    var all = [
      Entry(
        name: Self.lookups, breaker: kong.getConsumerSecret,
        consequence: "Consumers in the cache go on getting tokens; others get 503 until Kong is asked again."),
      Entry(
        name: "createConsumerSecret", breaker: kong.createConsumerSecret,
        consequence: "Consumers without a credential are given none, and get 503."),
      Entry(
        name: "healthCheck", breaker: kong.healthCheck,
        consequence: "Clients notice nothing; Kong is not asked how it is for a while."),
    ]
    if let shared {
      all.append(
        Entry(
          name: "cache_operations", breaker: shared.gate.breaker,
          consequence: "Clients notice nothing; replicas are on their own for a while, and Kong is asked more often."))
    }
    all += (export?.gatedSignals ?? []).map { signal, breaker in
      Entry(
        name: "telemetry_\(signal.rawValue)", breaker: breaker,
        consequence: "Clients notice nothing; dashboards elsewhere have gaps.")
    }
    self.all = all
  }

  var names: [String] { all.map(\.name) }
}

/// A circuit breaker as far as operators have to do with it.
protocol AdministeredBreaker: Sendable {
  var state: CircuitBreaker.State { get }
  /// The time until it lets something pass again; nil unless it is open.
  var timeToTrial: Duration? { get }
  var statistics: CircuitBreaker.Statistics { get }

  /// Closes it, and forgets the outcomes that it has counted.
  func reset()
}

extension CircuitBreaker: AdministeredBreaker {}

extension FailureStreakBreaker: AdministeredBreaker {}
