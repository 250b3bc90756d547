import AuthenticationCore
import Synchronization

/// What this replica has heard of purges: each counts once, by whichever way it came.
final class PurgeInbox: Sendable {
  /// Purges that are remembered: more than the log holds.
  private static let capacity = 4 * PurgeLog.length

  private struct State {
    var known = LRUDictionary<Void>(capacity: capacity)
    var hasReadLog = false
  }

  /// Purges before this are none of our business: nothing here is that old. Milliseconds since 1970.
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

  /// Enters the log; what of it is to be done.
  ///
  /// A full log of which nothing is known may have lost something since the last look.
  func take(log: [PurgeMessage]) -> [Purge] {
    let recent = log.filter { $0.time >= beginning }
    let isFull = log.count >= PurgeLog.length
    let news = recent.filter(take)
    let hasGap = state.withLock { state in
      defer { state.hasReadLog = true }
      return state.hasReadLog && isFull && news.count == log.count
    }
    return hasGap ? [.all] : news.map(\.purge)
  }
}
