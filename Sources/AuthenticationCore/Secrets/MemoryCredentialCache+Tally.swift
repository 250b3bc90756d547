import Synchronization

extension MemoryCredentialCache {
  /// How many entries there are, and in which state.
  package struct Tally: Sendable, Equatable {
    /// All of them, the negative and the useless included.
    package var entries = 0
    /// Credentials that are fresh.
    package var fresh = 0
    /// Credentials that are expired and within the tolerance.
    package var stale = 0

    package init(entries: Int = 0, fresh: Int = 0, stale: Int = 0) {
      self.entries = entries
      self.fresh = fresh
      self.stale = stale
    }
  }

  /// How many entries ``tally(at:)`` looks at, at most, so that nobody waits long for the lock meanwhile.
  package static let tallyDepth = 10_000

  /// Counts entries; fresh and stale ones among the ``tallyDepth`` most recently used.
  package func tally(at now: ContinuousClock.Instant) -> Tally {
    state.withLock { state in
      var tally = Tally(entries: state.entries.count)
      _ = state.entries.containsRecent(Self.tallyDepth) { entry in
        if case .found = entry.answer {
          if now < entry.freshUntil { tally.fresh += 1 } else if now < entry.usableUntil { tally.stale += 1 }
        }
        return false
      }
      return tally
    }
  }
}
