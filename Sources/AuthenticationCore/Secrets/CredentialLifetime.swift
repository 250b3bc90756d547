/// How long an answer of Kong's is fresh.
package struct CredentialLifetime: Sendable {
  /// Shares of the lifetime by which it is stretched or shortened at most.
  package static let jitter = 0.1

  private let found: Duration
  private let notFound: Duration
  private let random: @Sendable () -> Double

  /// Sets the lifetimes.
  ///
  /// - Parameters:
  ///   - found: Of credentials (`CACHING_TTL_SECONDS`), give or take ``jitter``: entries that were filled together
  ///     must not expire together, or each TTL would end in a stampede.
  ///   - notFound: Of the knowledge that there are none (`KONG_NEGATIVE_CACHE_SECONDS`); zero keeps none.
  ///   - random: Draws evenly from 0 ..< 1.
  package init(
    found: Duration = .seconds(300),
    notFound: Duration = .seconds(10),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.found = found
    self.notFound = notFound
    self.random = random
  }

  /// Draws the time for which this answer is fresh.
  package func callAsFunction(of answer: CachedAnswer) -> Duration {
    switch answer {
    case .found: found * (1 + Self.jitter * (2 * random() - 1))
    case .notFound: notFound
    }
  }
}
