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
    case .refused(let retryAfter): throw .circuitOpen(retryAfter: retryAfter.wholeSecondsRoundedUp)
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
      case .success, .failure(.notFound): .success
      case .failure(.unavailable(.connection)), .failure(.unavailable(.timeout)): .failure
      case .failure(.unavailable(.status(let status, _))): status >= 500 || status == 429 ? .failure : .neutral
      case .failure(.unavailable(.unauthorized)), .failure(.unavailable(.invalidAnswer)): .neutral
      case .failure(.wrongConsumer), .failure(.circuitOpen), .failure(.overloaded), .failure(.cancelled): .neutral
      }
  }
}

extension Duration {
  /// Whole seconds, rounded up, and one at least: less cannot be said in a `Retry-After`.
  fileprivate var wholeSecondsRoundedUp: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(seconds) + (attoseconds > 0 ? 1 : 0))
  }
}
