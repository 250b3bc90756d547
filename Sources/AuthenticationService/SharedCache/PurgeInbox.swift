import AuthenticationCore
import Synchronization

/// What this replica has heard of purges: each counts once, by whichever way it came.
final class PurgeInbox: Sendable {
  /// Purges that are remembered: more than the log holds.
  private static let capacity = 4 * PurgeLog.length

  private struct State {
    var known = LRUDictionary<Void>(capacity: capacity)
    var hasReadLog = false
    /// The latest purge in the log at the last look.
    var latestInLog: String?
  }

  /// Purges before this are none of our business: nothing here is that old.
  ///
  /// Milliseconds since 1970.
  private let beginning: Int64
  private let state = Mutex(State())

  /// - Parameter beginning: when the oldest that this replica knows was learnt, by the clock of its machine.
  init(since beginning: Int64) {
    self.beginning = beginning
  }

  /// Enters a purge that somebody has made known; whether it is news.
  func take(_ message: PurgeMessage) -> Bool {
    state.withLock { state in
      if state.known.value(forKey: message.id) != nil { return false }
      _ = state.known.insert((), forKey: message.id)
      return true
    }
  }

  /// Enters the log, the latest first; what of it is to be done.
  ///
  /// A full log that does not reach back to the last look, or at the first look to the beginning, may have lost something.
  ///
  /// - Parameter isFull: whether it holds as much as it can, readable or not.
  func take(log: [PurgeMessage], isFull: Bool) -> [Purge] {
    let isComplete = !isFull || reachesBack(log)
    let news = log.filter { $0.time >= beginning }.filter(take)
    state.withLock { state in
      state.hasReadLog = true
      state.latestInLog = log.first?.id
    }
    return isComplete ? news.map(\.purge) : [.all]
  }

  private func reachesBack(_ log: [PurgeMessage]) -> Bool {
    let (hasReadLog, latest) = state.withLock { ($0.hasReadLog, $0.latestInLog) }
    return hasReadLog ? log.contains { $0.id == latest } : log.contains { $0.time < beginning }
  }
}
