/// What Kong said about a consumer: the two answers that are worth remembering.
package enum CachedAnswer: Sendable {
  case found(ConsumerCredentials)
  /// No such consumer, or one without a usable credential.
  case notFound
}

/// An answer of Kong's and the time until which it needs no confirmation.
struct CacheEntry: Sendable {
  let answer: CachedAnswer
  let freshUntil: ContinuousClock.Instant
}
