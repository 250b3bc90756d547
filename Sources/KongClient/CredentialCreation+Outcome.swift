import AuthenticationCore
import Logging

extension CredentialCreation {
  /// Gives a consumer a credential in time, unless the breaker says that it would be in vain, and puts into the log what
  /// came of it.
  func outcome(
    forConsumer id: String, limit: Duration, sleep: @escaping Sleep, breaker: CircuitBreaker?, log: KongClientLog
  ) async -> CredentialProvisioning.Outcome {
    let attempt = { () async -> Result<Finding<ListedConsumer>, UnavailableCause> in
      do throws(UnavailableCause) {
        return .success(
          try await withTimeLimit(limit, sleep: sleep) { () async throws(UnavailableCause) in
            try await credential(forConsumer: id)
          })
      } catch {
        return .failure(error)
      }
    }
    guard let breaker else { return conclude(await attempt(), forConsumer: id, log) }
    let passage = await breaker.run(outcome: \.breakerOutcome, attempt)
    switch passage {
    case .passed(let result): return conclude(result, forConsumer: id, log)
    case .refused(let retryAfter): return .failure(.circuitOpen(for: retryAfter))
    }
  }

  private func conclude(
    _ result: Result<Finding<ListedConsumer>, UnavailableCause>, forConsumer id: String, _ log: KongClientLog
  ) -> CredentialProvisioning.Outcome {
    do throws(UnavailableCause) {
      switch try result.get() {
      case .nobody: return .failure(.notFound)
      case .stranger(let stranger):
        log.noteStranger(stranger, asked: id, "Kong created a credential for another consumer")
        return .failure(.wrongConsumer)
      case .found(let consumer):
        log.noteCreation(forConsumer: consumer.id)
        return consumer.credentials.map { .success($0) } ?? .failure(.notFound)
      }
    } catch {
      log.report(error, "Kong could not be asked to create a credential")
      return .failure(.creationFailed(error))
    }
  }
}

extension Result<Finding<ListedConsumer>, UnavailableCause> {
  /// What an attempt says about Kong: to say no is an answer.
  fileprivate var breakerOutcome: CircuitBreakerStateMachine.Outcome {
    switch self {
    case .success: .success
    case .failure(let cause): .init(of: cause)
    }
  }
}
