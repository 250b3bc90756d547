import Synchronization

/// What is to be forgotten.
package enum Purge: Sendable, Hashable {
  /// What is known of one consumer.
  case consumer(String)
  case all
}

/// What was purged lately, so that an answer which was on its way meanwhile can be told from one that was asked for later.
package final class PurgeHistory: Sendable {
  /// How many purges are remembered; an answer that was on its way for longer counts as purged.
  private static let length = 256

  private struct State {
    package var latest: UInt64 = 0
    /// The last ones, the latest at the end.
    var purges: [Purge] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// The number of the latest purge.
  package var latest: UInt64 { state.withLock(\.latest) }

  package func add(_ purge: Purge) {
    state.withLock { state in
      state.latest += 1
      state.purges.append(purge)
      if state.purges.count > Self.length { state.purges.removeFirst() }
    }
  }

  /// Whether a consumer was purged after the purge with a number.
  package func affects(_ consumerID: String, since number: UInt64) -> Bool {
    state.withLock { state in
      let count = state.latest - number
      guard count <= UInt64(state.purges.count) else { return true }
      return state.purges.suffix(Int(count)).contains { purge in
        switch purge {
        case .all: true
        case .consumer(let id): id == consumerID
        }
      }
    }
  }
}
