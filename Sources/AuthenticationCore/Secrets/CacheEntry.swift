/// What Kong said about a consumer: the two answers that are worth remembering.
package enum CachedAnswer: Sendable {
  case found(ConsumerCredentials)
  /// No such consumer, or one without a usable credential.
  case notFound
}

/// What the cache knows of a consumer.
package struct CacheHit: Sendable {
  package enum Age: Sendable, Equatable {
    case fresh
    /// Still fresh, but to be confirmed before it expires, so that nobody has to wait for that.
    case dueForRefresh
    /// Expired, and Kong has just failed to confirm it: within the tolerance, better than nothing.
    case stale
  }

  package let answer: CachedAnswer
  package let age: Age
}

/// An answer of Kong's and how long it holds.
struct CacheEntry: Sendable {
  let answer: CachedAnswer
  /// When the answer no longer counts as long as Kong can be asked.
  var freshUntil: ContinuousClock.Instant
  /// When the answer should be confirmed next: behind the backs of those who use it while it is fresh, before their eyes
  /// when it is stale.
  var refreshAt: ContinuousClock.Instant
  /// When the answer no longer counts at all; later than ``freshUntil`` for credentials only.
  var usableUntil: ContinuousClock.Instant
}
