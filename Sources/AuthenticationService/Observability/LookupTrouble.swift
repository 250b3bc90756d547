import AuthenticationCore
import Synchronization

/// Why the last look-up in Kong failed, for as long as none has had success since.
final class LookupTrouble: Sendable {
  private let latest = Mutex<UnavailableCause?>(nil)

  init() {}

  /// In fixed words, without addresses; nil when the last look-up had an answer.
  var cause: String? { latest.withLock { $0?.description } }

  /// Takes in what a look-up came to; nil for an answer.
  func note(_ failure: CredentialLookupError?) {
    switch failure {
    case .unavailable(let cause), .creationFailed(let cause): latest.withLock { $0 = cause }
    case nil, .notFound, .wrongConsumer: latest.withLock { $0 = nil }
    case .circuitOpen, .overloaded, .cancelled: break
    }
  }
}
