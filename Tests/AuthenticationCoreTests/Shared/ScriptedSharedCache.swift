import AuthenticationCore
import Synchronization

/// A shared cache that answers by a script: the answer to the n-th look-up, the last one for ever after.
final class ScriptedSharedCache: SharedCredentialCache {
  private let answers: [SharedAnswer]
  private let gate: Gate?
  private let heard = Mutex<[String]>([])
  private let looks = Mutex(0)

  /// Makes a cache.
  ///
  /// - Parameter gate: where every look-up waits.
  init(_ answers: [SharedAnswer], gate: Gate? = nil) {
    self.answers = answers
    self.gate = gate
  }

  /// What it was asked and told, in order: "find NAME SECONDS", "store NAME KEY SECONDS", "give up NAME", "remove NAME KNOWN".
  var calls: [String] { heard.withLock { $0 } }

  func find(_ name: String, freshFor life: Duration) async -> SharedAnswer {
    note("find \(name) \(life / .seconds(1))")
    let number = looks.withLock { looks in
      looks += 1
      return looks
    }
    await gate?.pass()
    return answers[min(number, answers.count) - 1]
  }

  func store(_ remembered: RememberedCredentials) {
    note("store \(remembered.name) \(remembered.credentials.signing.key) \(remembered.remainingLife / .seconds(1))")
  }

  func giveUp(_ name: String) {
    note("give up \(name)")
  }

  func remove(_ name: String, wasKnown: Bool) {
    note("remove \(name) \(wasKnown)")
  }

  private func note(_ call: String) {
    heard.withLock { $0.append(call) }
  }
}
