extension CredentialStore {
  /// What ``latest(_:because:)`` found.
  package struct Latest: Sendable {
    package let credentials: ConsumerCredentials
    /// Whether Kong has just said so; else it could not be asked, and this is what was known before.
    package let isConfirmed: Bool
  }

  /// Fetches a consumer's credentials from Kong, past all that is remembered here and by other replicas: for who has reason
  /// to believe that there are others by now.
  ///
  /// - Parameter reason: who gives the same at the same time shares the answer. Others do not: theirs may have left Kong
  ///   before this reason arose.
  package func latest(_ consumerID: String, because reason: String) async throws(CredentialLookupError) -> Latest {
    do throws(CredentialLookupError) {
      // No field of a request holds a NUL, so that no consumer's id looks like this.
      let credentials = try await coalescer.value(for: "\(consumerID)\0\(reason)") {
        [self] () async throws(CredentialLookupError) in try await ask(consumerID, since: purges.latest)
      }
      return Latest(credentials: credentials, isConfirmed: true)
    } catch {
      if error.isOutage, case .found(let credentials)? = cache.peek(consumerID, at: now()) {
        return Latest(credentials: credentials, isConfirmed: false)
      }
      return Latest(credentials: try fallback(for: consumerID, after: error), isConfirmed: false)
    }
  }
}
