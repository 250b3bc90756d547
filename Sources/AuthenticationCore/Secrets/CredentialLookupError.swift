/// Why a consumer's credentials could not be had.
package enum CredentialLookupError: Error, Sendable, Equatable {
  /// Kong positively says that there is no such consumer, or that it has no usable credential. An answer, not a failure.
  case notFound
  /// Kong answered with credentials of another consumer. They are neither used nor kept.
  case wrongConsumer
  /// Kong could not be asked, or did not answer as it should.
  case unavailable(UnavailableCause)
  /// The consumer has no usable credential, and Kong could not make one for him.
  case creationFailed(UnavailableCause)
  /// Kong was not asked, because it has failed too often lately; with the seconds until it is tried again, at least 1.
  case circuitOpen(retryAfter: Int)
  /// Kong was not asked, because too many look-ups wait for it already.
  case overloaded
  /// The task that asked was cancelled before there was an answer. Says nothing about Kong.
  case cancelled

  /// Whether Kong could not be asked, so that credentials which are known already may be used in place of its answer.
  var isOutage: Bool {
    switch self {
    case .unavailable, .creationFailed, .circuitOpen, .overloaded: true
    case .notFound, .wrongConsumer, .cancelled: false
    }
  }
}
