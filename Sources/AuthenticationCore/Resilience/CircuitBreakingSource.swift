/// A source that is not asked while a circuit breaker says that it would be in vain.
package struct CircuitBreakingSource: ConsumerCredentialSource {
  private let source: any ConsumerCredentialSource
  private let breaker: CircuitBreaker

  package init(_ source: any ConsumerCredentialSource, breaker: CircuitBreaker) {
    self.source = source
    self.breaker = breaker
  }

  package func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    let passage = await breaker.run(outcome: CircuitBreakerStateMachine.Outcome.init(of:)) {
      () async -> Result<ConsumerCredentials, CredentialLookupError> in
      do throws(CredentialLookupError) {
        return .success(try await source.credentials(ofConsumer: id))
      } catch {
        return .failure(error)
      }
    }
    switch passage {
    case .passed(let result): return try result.get()
    case .refused(let retryAfter): throw .circuitOpen(for: retryAfter)
    }
  }
}

extension CircuitBreakerStateMachine.Outcome {
  /// What a look-up says about Kong: failures of the network, timeouts, 5xx and 429 count against it.
  ///
  /// To say no is an answer. A refused token or a nonsensical answer will not get better by waiting, and must not keep
  /// others from being served; a look-up that was given up says nothing.
  init(of result: Result<ConsumerCredentials, CredentialLookupError>) {
    self =
      switch result {
      // Where a credential could not be made, the look-up before it was answered; making has a breaker of its own.
      case .success, .failure(.notFound), .failure(.creationFailed): .success
      case .failure(.unavailable(let cause)): Self(of: cause)
      case .failure(.wrongConsumer), .failure(.circuitOpen), .failure(.overloaded), .failure(.cancelled): .neutral
      }
  }
}

extension CircuitBreakerStateMachine.Outcome {
  /// What a failed call says about Kong.
  package init(of cause: UnavailableCause) {
    self =
      switch cause {
      case .connection, .timeout: .failure
      case .status(let status, _): status >= 500 || status == 429 ? .failure : .neutral
      case .unauthorized, .invalidAnswer: .neutral
      }
  }
}

extension CredentialLookupError {
  /// Refused by a breaker that may be tried after a time: in whole seconds, rounded up, and one at least, since less
  /// cannot be said in a `Retry-After`.
  package static func circuitOpen(for time: Duration) -> Self {
    let (seconds, attoseconds) = time.components
    return .circuitOpen(retryAfter: max(1, Int(seconds) + (attoseconds > 0 ? 1 : 0)))
  }
}
