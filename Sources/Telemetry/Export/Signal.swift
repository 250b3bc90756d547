/// A kind of telemetry; each has an endpoint, a queue and a circuit breaker of its own.
package enum Signal: String, Sendable, Hashable, CaseIterable {
  case traces, metrics, logs
}
