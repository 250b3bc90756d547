/// How many requests were answered with a fault of ours in the last seconds.
enum LiveFailures: Sendable, Equatable {
  case none, some
  /// No request for a token had success; those that are the clients' own fault say nothing.
  case all

  /// The least failures of which "all" says something.
  private static let leastFailures: UInt64 = 5

  /// - Parameter points: those seconds.
  init(_ points: some Sequence<LivePoint>) {
    var (successes, failures) = (UInt64(0), UInt64(0))
    var isFailing = false
    for point in points {
      successes += point.tokens.successes
      failures += point.tokens.failures
      if point.failureRate > 0 { isFailing = true }
    }
    self = failures >= Self.leastFailures && successes == 0 ? .all : isFailing ? .some : .none
  }
}
