/// What a look-up of a consumer's credentials gives: the answer, or the way to it.
///
/// The seam between "I have it" and "I must fetch it": whoever holds an answer need not wait, nor be able to.
package enum CredentialLookup: Sendable {
  /// Asks Kong, together with all who ask the same at the same time.
  package typealias Resolution = @Sendable () async throws(CredentialLookupError) -> ConsumerCredentials

  /// Fresh credentials are at hand.
  case cached(ConsumerCredentials)
  /// It is freshly known that there is no such consumer, or that it has no usable credential.
  case absent
  /// Nothing fresh is known.
  case uncached(Resolution)
}
