import AuthenticationCore

extension AuthenticationError {
  /// Seconds that Kong may ask our clients to wait; whoever asks for more than a day does not mean it.
  private static let longestRetryAfter = 86_400

  /// Seconds after which look-ups that wait now are over, one way or the other.
  private static let retryAfterOverload = 5

  /// What a client hears when a consumer's credentials could not be had.
  ///
  /// 401 only where Kong has positively said so: a client takes a 401 for permanent and drops its credentials.
  init(_ error: CredentialLookupError, consumerID: String) {
    switch error {
    case .notFound, .wrongConsumer: self = .consumerNotFound(consumerID: consumerID)
    case .unavailable(.status(_, retryAfter: let seconds?)), .creationFailed(.status(_, retryAfter: let seconds?)):
      self = .kongUnavailable(retryAfter: min(max(seconds, 1), Self.longestRetryAfter))
    case .circuitOpen(let seconds): self = .circuitOpen(retryAfter: min(max(seconds, 1), Self.longestRetryAfter))
    case .overloaded: self = .kongUnavailable(retryAfter: Self.retryAfterOverload)
    case .unavailable, .creationFailed, .cancelled: self = .kongUnavailable()
    }
  }
}
