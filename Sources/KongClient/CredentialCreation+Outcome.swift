import AuthenticationCore
import Logging

extension CredentialCreation {
  /// Gives a consumer a credential in time, and puts into the log what came of it.
  func outcome(
    forConsumer id: String, limit: Duration, sleep: @escaping Sleep, log: KongClientLog
  ) async -> CredentialProvisioning.Outcome {
    do throws(UnavailableCause) {
      let finding = try await withTimeLimit(limit, sleep: sleep) { () async throws(UnavailableCause) in
        try await credential(forConsumer: id)
      }
      switch finding {
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
      return .failure(.unavailable(error))
    }
  }
}
