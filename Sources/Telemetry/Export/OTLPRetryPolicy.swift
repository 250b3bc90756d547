/// When an export is tried again (OTLP specification, "OTLP/HTTP Throttling" and "All Other Responses").
package struct OTLPRetryPolicy: Sendable, Equatable {
  /// The most requests for one export.
  package var maximumAttempts = 5
  /// The wait after the first request; each further one is twice as long.
  package var initialDelay = Duration.seconds(1)
  package var maximumDelay = Duration.seconds(8)

  package init() {}

  /// The wait before another request, of which the receiver may say how long it is to be at least.
  ///
  /// - Parameters:
  ///   - attempts: requests that there were, at least one.
  ///   - chance: from zero to one: spreads those who failed together over half of the wait.
  func delay(after attempts: Int, asked: Duration?, chance: Double) -> Duration {
    if let asked { return asked }
    let whole = min(maximumDelay, initialDelay * (1 << min(max(0, attempts - 1), 16)))
    return whole * (1 - chance / 2)
  }
}
