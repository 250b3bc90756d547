/// When a circuit breaker trips, and for how long.
package struct CircuitBreakerPolicy: Sendable, Equatable {
  /// The share of failures, in percent, above which the breaker trips; at exactly this share it does not.
  package var failureRateThreshold: Double
  /// The fewest outcomes that say anything; the failure itself is always one.
  package var volumeThreshold: Int
  /// How far back outcomes count.
  package var window: Duration
  /// Into how many parts the window is cut: it moves on by one part at a time.
  package var buckets: Int
  /// From tripping to the first trial.
  package var resetTimeout: Duration

  package init(
    failureRateThreshold: Double = 50, volumeThreshold: Int = 3, window: Duration = .seconds(10), buckets: Int = 10,
    resetTimeout: Duration = .seconds(60)
  ) {
    self.failureRateThreshold = failureRateThreshold
    self.volumeThreshold = volumeThreshold
    self.window = window
    self.buckets = buckets
    self.resetTimeout = resetTimeout
  }
}
