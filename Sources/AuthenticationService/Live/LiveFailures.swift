/// How many requests were answered with 5xx in the last seconds.
enum LiveFailures: Sendable, Equatable {
  case none, some
  /// All that were for tokens.
  case all

  /// The least requests of which "all" says something.
  private static let leastRequests: UInt64 = 5

  /// - Parameter points: those seconds.
  init(_ points: some Sequence<LivePoint>) {
    var (requests, failures) = (UInt64(0), UInt64(0))
    var isFailing = false
    for point in points {
      requests += point.tokens.requests
      failures += point.tokens.failures
      if point.failureRate > 0 { isFailing = true }
    }
    let areAll = requests >= Self.leastRequests && failures == requests
    self = areAll ? .all : isFailing ? .some : .none
  }
}
