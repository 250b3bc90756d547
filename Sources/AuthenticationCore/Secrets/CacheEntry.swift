/// What Kong said about a consumer: the two answers that are worth remembering.
package enum CachedAnswer: Sendable {
  case found(ConsumerCredentials)
  /// No such consumer, or one without a usable credential.
  case notFound
}

/// A fresh answer, as the cache hands it out.
package struct CacheHit: Sendable {
  package let answer: CachedAnswer
  /// Whether the answer should be confirmed before it expires, so that nobody has to wait for that.
  package let isDueForRefresh: Bool
}

/// An answer of Kong's and the times until which it needs no confirmation.
struct CacheEntry: Sendable {
  let answer: CachedAnswer
  /// When the answer no longer counts.
  var freshUntil: ContinuousClock.Instant
  /// When the answer should be confirmed behind the backs of those who use it; not before ``freshUntil`` is never.
  var refreshAt: ContinuousClock.Instant
}
