import AuthenticationCore
import Telemetry

/// Every circuit breaker by the name that metrics, operators and the live page know it by, whatever it protects.
struct BreakerRoster: Sendable {
  let all: [(name: String, breaker: any AdministeredBreaker)]

  init(_ kong: CircuitBreakers, shared: SharedCache?, export: TelemetryExport?) {
    var all: [(name: String, breaker: any AdministeredBreaker)] = kong.all.map { ($0.name, $0.breaker) }
    if let shared { all.append(("cache_operations", shared.gate.breaker)) }
    all += (export?.gatedSignals ?? []).map { ("telemetry_\($0.signal.rawValue)", $0.breaker) }
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
