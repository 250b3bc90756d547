import AuthenticationCore
import Synchronization

/// A source that answers by a script: the answer to the n-th call, the last one for ever after.
final class ScriptedSource: ConsumerCredentialSource {
  typealias Answer = Result<ConsumerCredentials, CredentialLookupError>

  private let answers: [Answer]
  private let gate: Gate?
  private let firstGated: Int
  private let asked = Mutex<[String]>([])

  /// Makes a source.
  ///
  /// - Parameter gatedFrom: the first call that waits at the gate.
  init(_ answers: [Answer], gate: Gate? = nil, gatedFrom: Int = 1) {
    self.answers = answers
    self.gate = gate
    self.firstGated = gatedFrom
  }

  var calls: [String] { asked.withLock { $0 } }

  func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    let call = asked.withLock { asked in
      asked.append(id)
      return asked.count
    }
    if call >= firstGated { await gate?.pass() }
    return try answers[min(call, answers.count) - 1].get()
  }
}

extension CredentialStore {
  /// Looks up and, if need be, waits: "cached key", "absent", "fetched key" or "failed".
  func outcome(_ id: String = "alice") async -> String {
    switch lookup(id) {
    case .cached(let credentials): return "cached \(credentials.signing.key)"
    case .absent: return "absent"
    case .uncached(let resolve):
      do throws(CredentialLookupError) {
        return "fetched \(try await resolve().signing.key)"
      } catch {
        return "failed: \(error)"
      }
    }
  }
}
