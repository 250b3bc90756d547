/// How long an answer of Kong's is fresh, and when it is confirmed ahead of its end.
package struct CredentialLifetime: Sendable {
  /// Shares of a time by which it is stretched or shortened at most.
  package static let jitter = 0.1
  /// The share of the lifetime after which credentials that are in use are fetched anew, give or take ``refreshJitter``.
  package static let refreshPoint = 0.8
  /// The share by which that point is earlier or later at most: what was filled together is spread over more than a fifth
  /// of the lifetime when it is confirmed, and always before its end.
  package static let refreshJitter = 0.15

  /// One draw: the times of one entry.
  package struct Span: Sendable, Equatable {
    /// From the answer to its end.
    package let fresh: Duration
    /// From the answer to its confirmation; as long as ``fresh`` when there is none.
    package let untilRefresh: Duration

    package init(fresh: Duration, untilRefresh: Duration) {
      self.fresh = fresh
      self.untilRefresh = untilRefresh
    }
  }

  private let found: Duration
  private let notFound: Duration
  /// How long credentials may be used beyond their life while Kong cannot be asked.
  let staleTolerance: Duration
  private let random: @Sendable () -> Double

  /// Sets the lifetimes.
  ///
  /// - Parameters:
  ///   - found: Of credentials (`CACHING_TTL_SECONDS`), give or take ``jitter``: entries that were filled together
  ///     must not expire together, or each TTL would end in a stampede.
  ///   - notFound: Of the knowledge that there are none (`KONG_NEGATIVE_CACHE_SECONDS`); zero keeps none.
  ///   - staleTolerance: How long expired credentials are still used while Kong cannot be asked
  ///     (`STALE_DATA_TOLERANCE_MINUTES`).
  ///   - random: Draws evenly from 0 ..< 1.
  package init(
    found: Duration = .seconds(300),
    notFound: Duration = .seconds(10),
    staleTolerance: Duration = .zero,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.found = found
    self.notFound = notFound
    self.staleTolerance = staleTolerance
    self.random = random
  }

  /// Draws the times of this answer.
  package func callAsFunction(of answer: CachedAnswer) -> Span {
    switch answer {
    case .found:
      let fresh = jittered(found, by: Self.jitter)
      return Span(fresh: fresh, untilRefresh: jittered(fresh * Self.refreshPoint, by: Self.refreshJitter))
    case .notFound:
      return Span(fresh: notFound, untilRefresh: notFound)
    }
  }

  /// The times of credentials that another replica has fetched: their life ends when it was to end there, and they are
  /// confirmed as long before that as our own would be.
  func span(ofRemaining life: Duration) -> Span {
    let fresh = min(life, found * (1 + Self.jitter))
    let confirmation = found * (1 - jittered(.seconds(1), by: Self.refreshJitter) / .seconds(1) * Self.refreshPoint)
    return Span(fresh: fresh, untilRefresh: max(.zero, fresh - confirmation))
  }

  /// The longest that an answer can be fresh.
  func longest(of answer: CachedAnswer) -> Duration {
    switch answer {
    case .found: found * (1 + Self.jitter)
    case .notFound: notFound
    }
  }

  private func jittered(_ duration: Duration, by share: Double) -> Duration {
    duration * (1 + share * (2 * random() - 1))
  }
}
