/// What a look-up of a consumer's credentials gives: the answer, or the way to it.
///
/// The seam between "I have it" and "I must fetch it": whoever holds a cached answer need not wait, and need not be able to.
package enum CredentialLookup: Sendable {
  /// Fresh credentials are at hand.
  case cached(ConsumerCredentials)
  /// It is freshly known that there is no such consumer, or that it has no usable credential.
  case absent
  /// Kong must be asked; the closure does so, sharing the question with all who ask it at the same time.
  case uncached(@Sendable () async throws(CredentialLookupError) -> ConsumerCredentials)
}
