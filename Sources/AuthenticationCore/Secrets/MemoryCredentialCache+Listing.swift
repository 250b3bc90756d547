import Synchronization

extension MemoryCredentialCache {
  /// What can be told of one entry.
  package struct Listed: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
      case fresh, stale, absent, expired
    }

    /// The consumer's id or name, as it was asked for.
    package let key: String
    /// Fresh; expired and within the tolerance; freshly known not to be there; or of no use any more.
    package let state: State
    /// Until it is no longer fresh; nil for what is not.
    package let freshFor: Duration?
  }

  /// The most recently used entries, the newest first.
  package func listing(_ count: Int, at now: ContinuousClock.Instant) -> [Listed] {
    state.withLock { $0.entries.recent(count) }.map { key, entry in
      let isFresh = now < entry.freshUntil
      let state: Listed.State =
        switch entry.answer {
        case .found: isFresh ? .fresh : now < entry.usableUntil ? .stale : .expired
        case .notFound: isFresh ? .absent : .expired
        }
      return Listed(key: key, state: state, freshFor: isFresh ? now.duration(to: entry.freshUntil) : nil)
    }
  }
}
