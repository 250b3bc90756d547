import AuthenticationCore

extension AuthenticationError {
  /// What a client hears when a consumer's credentials could not be had.
  ///
  /// 401 only where Kong has positively said so: a client takes a 401 for permanent and drops its credentials.
  init(_ error: CredentialLookupError, consumerID: String) {
    switch error {
    case .notFound, .wrongConsumer: self = .consumerNotFound(consumerID: consumerID)
    case .unavailable(.status(_, retryAfter: let seconds?)): self = .kongUnavailable(retryAfter: seconds)
    case .unavailable, .cancelled: self = .kongUnavailable()
    }
  }
}
