/// Where consumers' credentials come from: Kong's Admin API, or something that wraps it.
package protocol ConsumerCredentialSource: Sendable {
  /// Fetches the usable credentials of the consumer with this id.
  ///
  /// - Throws: ``CredentialLookupError/notFound`` is an answer; anything else is a failure.
  func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials
}
