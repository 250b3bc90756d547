/// Why a consumer's credentials could not be had.
package enum CredentialLookupError: Error, Sendable, Equatable {
  /// Kong positively says that there is no such consumer, or that it has no usable credential. An answer, not a failure.
  case notFound
  /// Kong answered with credentials of another consumer. They are neither used nor kept.
  case wrongConsumer
  /// Kong could not be asked, or did not answer as it should.
  case unavailable(UnavailableCause)
}

/// What stood between us and Kong.
package enum UnavailableCause: Error, Sendable, Equatable {
  /// Refused, reset, no such host, TLS failure: the text names which, without addresses or secrets.
  case connection(String)
  /// No answer in time.
  case timeout
  /// An answer that is an error, by its status; with what `Retry-After` asked for, in seconds.
  case status(Int, retryAfter: Int?)
  /// Our admin token was refused (401 or 403).
  case unauthorized(Int)
  /// An answer that is not what Kong's Admin API sends: the text says in which way.
  case invalidAnswer(String)
}
