import AuthenticationCore
import Synchronization

/// Sees to it that look-ups of one consumer at the same time, by whatever name, lead to one new credential.
///
/// Who waits may leave at any time. The work goes on even when all have left: once the request is on its way, Kong makes
/// the credential whether or not we listen, and who comes next must find it rather than make a second one. It ends by its
/// own time limit, and there is at most one per consumer.
final class CredentialProvisioning: Sendable {
  typealias Outcome = Result<ConsumerCredentials, CredentialLookupError>
  typealias Work = @Sendable (_ consumerID: String) async -> Outcome

  /// A moment in the order of the credentials made.
  struct Moment: Sendable, Comparable {
    fileprivate var number: UInt64 = 0

    static func < (one: Self, other: Self) -> Bool { one.number < other.number }
  }

  private struct State {
    var now = Moment()
    var running: [String: Task<Outcome, Never>] = [:]
    /// What was made lately.
    var made = LRUDictionary<(moment: Moment, outcome: Outcome)>(capacity: 1000)
  }

  private let work: Work
  private let waiting = RequestCoalescer<ConsumerCredentials>()
  private let state = Mutex(State())

  /// Sets up what is to be done for a consumer.
  init(_ work: @escaping Work) {
    self.work = work
  }

  /// To be asked for before a consumer's credentials are listed.
  var moment: Moment { state.withLock { $0.now } }

  /// Gets a new credential for a consumer who had none in a list that was asked for after `moment`.
  ///
  /// A credential that was made since then is not in that list; it is taken in place of another one.
  func credentials(
    ofConsumer id: String, since moment: Moment
  ) async throws(CredentialLookupError) -> ConsumerCredentials {
    let key = id.asciiLowercased
    return try await waiting.value(for: key) { [self] () async throws(CredentialLookupError) in
      try await outcome(forConsumer: id, key: key, since: moment).value.get()
    }
  }

  /// Finds the work that is being done for a consumer, or has just been done, or starts it.
  private func outcome(forConsumer id: String, key: String, since moment: Moment) -> Task<Outcome, Never> {
    state.withLock { state in
      if let task = state.running[key] { return task }
      if let made = state.made.value(forKey: key), made.moment > moment { return Task { made.outcome } }
      let task = Task { [self] in
        let outcome = await work(id)
        finish(key, with: outcome)
        return outcome
      }
      state.running[key] = task
      return task
    }
  }

  private func finish(_ key: String, with outcome: Outcome) {
    state.withLock { state in
      state.running[key] = nil
      guard case .success = outcome else { return }
      state.now.number += 1
      state.made.insert((state.now, outcome), forKey: key)
    }
  }
}
