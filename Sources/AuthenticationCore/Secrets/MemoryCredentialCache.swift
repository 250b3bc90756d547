import Synchronization

/// The credentials of the consumers that asked most recently, in this process.
///
/// Bounded (`CACHE_MAX_MEMORY_ENTRIES`), least recently used first out, safe to use from any thread. An expired entry
/// counts as a miss but keeps its place until it is replaced or pushed out.
package final class MemoryCredentialCache: Sendable {
  /// What the cache did since it was made.
  package struct Statistics: Sendable, Equatable {
    /// Fresh credentials were found.
    package var hits: Int
    /// It was freshly known that there are none.
    package var negativeHits: Int
    /// Nothing fresh was known.
    package var misses: Int
    /// Expired credentials were used because Kong could not be asked.
    package var staleHits: Int
    /// Entries that had to make room for others.
    package var evictions: Int

    package init(hits: Int = 0, negativeHits: Int = 0, misses: Int = 0, staleHits: Int = 0, evictions: Int = 0) {
      self.hits = hits
      self.negativeHits = negativeHits
      self.misses = misses
      self.staleHits = staleHits
      self.evictions = evictions
    }
  }

  struct State {
    var entries: LRUDictionary<CacheEntry>
    var lifetime: CredentialLifetime
    var statistics = Statistics()
  }

  /// How many entries ``hasUsableCredentials(at:)`` looks at, at most.
  package static let searchDepth = 1000
  /// The shortest time between two attempts to confirm an entry.
  package static let shortestPostponement = Duration.seconds(1)

  /// The most entries that are kept.
  package let capacity: Int
  let state: Mutex<State>

  package init(capacity: Int, lifetime: CredentialLifetime = CredentialLifetime()) {
    let entries = LRUDictionary<CacheEntry>(capacity: capacity)
    self.capacity = entries.capacity
    self.state = Mutex(State(entries: entries, lifetime: lifetime))
  }

  /// The number of entries, expired ones included.
  package var count: Int { state.withLock { $0.entries.count } }

  package var statistics: Statistics { state.withLock { $0.statistics } }

  /// Finds what is known of a consumer: one lock, one hash, no allocation.
  ///
  /// Expired credentials are found only right after Kong has failed to confirm them; see ``staleCredentials(of:at:)``.
  package func get(_ consumerID: String, at now: ContinuousClock.Instant) -> CacheHit? {
    state.withLock { state in
      guard let entry = state.entries.value(forKey: consumerID), let age = entry.age(at: now) else {
        state.statistics.misses += 1
        return nil
      }
      switch (entry.answer, age) {
      case (.found, .stale): state.statistics.staleHits += 1
      case (.found, _): state.statistics.hits += 1
      case (.notFound, _): state.statistics.negativeHits += 1
      }
      return CacheHit(answer: entry.answer, age: age)
    }
  }

  /// Finds what is freshly known of a consumer, without a trace in ``statistics``.
  package func peek(_ consumerID: String, at now: ContinuousClock.Instant) -> CachedAnswer? {
    state.withLock { state in
      guard let entry = state.entries.value(forKey: consumerID), now < entry.freshUntil else { return nil }
      return entry.answer
    }
  }

  /// Finds credentials, be they expired, as long as they are within the tolerance: for when Kong could not be asked.
  package func staleCredentials(of consumerID: String, at now: ContinuousClock.Instant) -> ConsumerCredentials? {
    state.withLock { state in
      guard let entry = state.entries.value(forKey: consumerID), now < entry.usableUntil,
        case .found(let credentials) = entry.answer
      else { return nil }
      state.statistics.staleHits += 1
      return credentials
    }
  }

  /// Whether some consumer's credentials are usable, so that requests could be served from here without Kong.
  ///
  /// The ``searchDepth`` most recently used entries decide, so that a readiness probe never waits for a walk through a
  /// million of them.
  package func hasUsableCredentials(at now: ContinuousClock.Instant) -> Bool {
    state.withLock { state in
      state.entries.containsRecent(Self.searchDepth) { entry in
        if case .found = entry.answer { now < entry.usableUntil } else { false }
      }
    }
  }

  /// Remembers an answer in place of what was known before.
  ///
  /// - Returns: how long it is fresh; zero when it is not kept.
  @discardableResult
  package func insert(
    _ answer: CachedAnswer, for consumerID: String, at now: ContinuousClock.Instant
  ) -> Duration {
    state.withLock { state in
      let span = state.lifetime(of: answer)
      // An answer that is not to be kept must still end the life of the one before it.
      guard span.fresh > .zero else {
        state.entries.removeValue(forKey: consumerID)
        return .zero
      }
      state.insert(answer, span, for: consumerID, at: now)
      return span.fresh
    }
  }

  /// Remembers credentials that another replica has fetched, for as long as they are fresh there.
  package func insert(_ remembered: RememberedCredentials, at now: ContinuousClock.Instant) {
    state.withLock { state in
      let span = state.lifetime.span(ofRemaining: remembered.remainingLife)
      state.insert(.found(remembered.credentials), span, for: remembered.name, at: now)
    }
  }

  /// How long what is known of a consumer will still be fresh; zero when nothing is.
  package func remainingLife(of consumerID: String, at now: ContinuousClock.Instant) -> Duration {
    state.withLock { state in
      guard let entry = state.entries.peek(consumerID), now < entry.freshUntil else { return .zero }
      return now.duration(to: entry.freshUntil)
    }
  }

  /// Whether credentials of a consumer are known, be they expired.
  package func hasCredentials(of consumerID: String) -> Bool {
    state.withLock { state in
      guard let entry = state.entries.peek(consumerID), case .found = entry.answer else { return false }
      return true
    }
  }

  /// Lets an entry that could not be confirmed wait for the next attempt: half of what is left of its life, and a second
  /// at least.
  ///
  /// - Parameter isOutage: whether Kong could not be asked; only then the entry may be used beyond its life meanwhile.
  package func postponeRefresh(of consumerID: String, isOutage: Bool, at now: ContinuousClock.Instant) {
    state.withLock { state in
      state.entries.update(consumerID) { entry in
        let next = now + max(Self.shortestPostponement, now.duration(to: entry.freshUntil) / 2)
        entry.refreshAt = isOutage ? next : min(next, entry.freshUntil)
      }
    }
  }

  /// Takes other lifetimes: new entries live by them, and no old one outlives what it could have been given by them.
  package func adopt(_ lifetime: CredentialLifetime, at now: ContinuousClock.Instant) {
    state.withLock { state in
      state.lifetime = lifetime
      state.entries.updateAll { entry in
        let isPostponed = entry.refreshAt > entry.freshUntil
        entry.freshUntil = min(entry.freshUntil, now + lifetime.longest(of: entry.answer))
        // Only an outage lets the time of the next attempt lie beyond the end.
        if !isPostponed { entry.refreshAt = min(entry.refreshAt, entry.freshUntil) }
        entry.usableUntil = entry.freshUntil + lifetime.tolerance(of: entry.answer)
      }
    }
  }

  /// Forgets a consumer; tells whether anything was known.
  @discardableResult
  package func remove(_ consumerID: String) -> Bool {
    state.withLock { $0.entries.removeValue(forKey: consumerID) }
  }

  /// Forgets everybody.
  ///
  /// - Returns: how many entries there were.
  @discardableResult
  package func removeAll() -> Int {
    state.withLock { state in
      defer { state.entries.removeAll() }
      return state.entries.count
    }
  }
}

extension MemoryCredentialCache.State {
  fileprivate mutating func insert(
    _ answer: CachedAnswer, _ span: CredentialLifetime.Span, for consumerID: String, at now: ContinuousClock.Instant
  ) {
    let entry = CacheEntry(
      answer: answer, freshUntil: now + span.fresh, refreshAt: now + span.untilRefresh,
      usableUntil: now + span.fresh + lifetime.tolerance(of: answer))
    if entries.insert(entry, forKey: consumerID) != nil { statistics.evictions += 1 }
  }
}

extension CacheEntry {
  /// How old the answer is at `now`; nil when it is not to be used, or not without asking Kong.
  fileprivate func age(at now: ContinuousClock.Instant) -> CacheHit.Age? {
    if now < freshUntil { return now < refreshAt ? .fresh : .dueForRefresh }
    return now < usableUntil && now < refreshAt ? .stale : nil
  }
}

extension CredentialLifetime {
  /// How long an answer may be used beyond its life while Kong cannot be asked; the knowledge that there is nobody, never.
  fileprivate func tolerance(of answer: CachedAnswer) -> Duration {
    switch answer {
    case .found: staleTolerance
    case .notFound: .zero
    }
  }
}
