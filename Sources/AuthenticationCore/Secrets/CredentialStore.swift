/// The consumers' credentials: in memory while fresh, else from what other replicas know, else from the source, asked once
/// however many want to know.
package final class CredentialStore: Sendable {
  private let source: any ConsumerCredentialSource
  let cache: MemoryCredentialCache
  private let shared: (any SharedCredentialCache)?
  let purges = PurgeHistory()
  let coalescer: RequestCoalescer<ConsumerCredentials>
  private let maximumRefreshes: Int
  private let onStale: @Sendable (String) -> Void
  let now: @Sendable () -> ContinuousClock.Instant

  /// Makes a store.
  ///
  /// - Parameters:
  ///   - source: Where answers come from that the cache does not hold.
  ///   - cache: What is remembered; it also decides for how long.
  ///   - shared: What other replicas know; nil where each is on its own.
  ///   - maximumPendingLookups: How many look-ups may wait for the source at a time (`MAX_PENDING_LOOKUPS`).
  ///   - maximumRefreshes: How many consumers' credentials are fetched ahead of their end at a time; what finds no place
  ///     tries again at the next look-up.
  ///   - onStale: Hears of every use of expired credentials, with the id of their consumer.
  ///   - now: The monotonic time. A closure and not a generic `Clock`: every request asks for it, and a generic
  ///     parameter is not specialised across modules.
  package init(
    source: any ConsumerCredentialSource,
    cache: MemoryCredentialCache,
    shared: (any SharedCredentialCache)? = nil,
    maximumPendingLookups: Int = .max,
    maximumRefreshes: Int = 16,
    onStale: @escaping @Sendable (String) -> Void = { _ in },
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.source = source
    self.cache = cache
    self.shared = shared
    self.coalescer = RequestCoalescer(waiterLimit: maximumPendingLookups)
    self.maximumRefreshes = maximumRefreshes
    self.onStale = onStale
    self.now = now
  }

  /// What the memory cache did since the start.
  package var statistics: MemoryCredentialCache.Statistics { cache.statistics }

  /// Whether there is a consumer who could be served without Kong.
  package var hasUsableCredentials: Bool { cache.hasUsableCredentials(at: now()) }

  /// The number of consumers whose credentials are being fetched.
  package var fetchesInFlight: Int { coalescer.flightCount }

  /// The number of look-ups that wait for these fetches.
  package var lookupsWaiting: Int { coalescer.waiterCount }

  /// Takes other lifetimes, see ``MemoryCredentialCache/adopt(_:at:)``.
  package func adopt(_ lifetime: CredentialLifetime) {
    cache.adopt(lifetime, at: now())
  }

  /// What is known of consumers, see ``MemoryCredentialCache/remembered(at:)``.
  package var remembered: [RememberedCredentials] { cache.remembered(at: now()) }

  /// Takes in what another process knew, see ``MemoryCredentialCache/restore(_:at:)``.
  package func restore(_ remembered: [RememberedCredentials]) -> Int {
    cache.restore(remembered, at: now())
  }

  /// How many consumers are in memory, see ``MemoryCredentialCache/tally(at:)``.
  package var tally: MemoryCredentialCache.Tally { cache.tally(at: now()) }

  /// The most recently used entries in memory, see ``MemoryCredentialCache/listing(_:at:)``.
  package func listing(_ count: Int) -> [MemoryCredentialCache.Listed] { cache.listing(count, at: now()) }

  /// Drops what is known of a consumer, or of all, here; a fetch that is under way will not bring it back.
  ///
  /// - Returns: how many entries there were.
  @discardableResult
  package func forget(_ purge: Purge) -> Int {
    purges.add(purge)
    return switch purge {
    case .consumer(let id): cache.remove(id) ? 1 : 0
    case .all: cache.removeAll()
    }
  }

  /// Looks a consumer's credentials up without waiting.
  package func lookup(_ consumerID: String) -> CredentialLookup {
    guard let hit = cache.get(consumerID, at: now()) else {
      return .uncached { [self] () async throws(CredentialLookupError) in try await resolve(consumerID) }
    }
    guard case .found(let credentials) = hit.answer else { return .absent }
    switch hit.age {
    case .fresh: break
    case .dueForRefresh: refresh(consumerID)
    case .stale: onStale(consumerID)
    }
    return .cached(credentials)
  }

  /// Fetches a consumer's credentials together with all who want them at this moment; falls back to expired ones, within
  /// the tolerance, when Kong cannot be asked.
  private func resolve(_ consumerID: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    do throws(CredentialLookupError) {
      return try await coalescer.value(for: consumerID) { [self] () async throws(CredentialLookupError) in
        // Between our look into the cache and this flight another one may have landed.
        switch cache.peek(consumerID, at: now()) {
        case .found(let credentials): return credentials
        case .notFound: throw .notFound
        case nil: return try await fetch(consumerID)
        }
      }
    } catch {
      return try fallback(for: consumerID, after: error)
    }
  }

  /// The expired credentials of a consumer, within the tolerance, when Kong could not be asked; else throws the failure again.
  func fallback(
    for consumerID: String, after failure: CredentialLookupError
  ) throws(CredentialLookupError) -> ConsumerCredentials {
    guard failure.isOutage, let credentials = cache.staleCredentials(of: consumerID, at: now()) else { throw failure }
    onStale(consumerID)
    return credentials
  }

  /// Fetches a consumer's credentials behind the backs of those who still use the known ones.
  ///
  /// One such fetch per consumer at a time. A failure changes nothing but the time of the next attempt; the entry lives
  /// to its end.
  private func refresh(_ consumerID: String) {
    coalescer.launch(consumerID, limit: maximumRefreshes) { [self] () async throws(CredentialLookupError) in
      // What another replica has fetched is news only if it lasts longer.
      try await fetch(consumerID, freshFor: cache.remainingLife(of: consumerID, at: now()) + Self.noticeableLife)
    }
  }

  /// By how much longer what another replica knows must be fresh to be worth taking over.
  private static let noticeableLife = Duration.seconds(1)

  /// Asks the other replicas, then the source, and remembers the answer; a failure or a wrong answer leaves what is known as
  /// it was.
  private func fetch(
    _ consumerID: String, freshFor life: Duration = .zero
  ) async throws(CredentialLookupError) -> ConsumerCredentials {
    let purge = purges.latest
    let fallback: RememberedCredentials?
    switch await shared?.find(consumerID, freshFor: life) {
    case .fresh(let remembered):
      if try isStillWanted(consumerID, since: purge) { cache.insert(remembered, at: now()) }
      return remembered.credentials
    case .askKong(let known): fallback = known
    case nil: fallback = nil
    }
    return try await ask(consumerID, fallback, since: purge)
  }

  /// Asks the source, and remembers the answer.
  func ask(
    _ consumerID: String, _ fallback: RememberedCredentials? = nil, since purge: UInt64
  ) async throws(CredentialLookupError) -> ConsumerCredentials {
    do throws(CredentialLookupError) {
      let credentials = try await source.credentials(ofConsumer: consumerID)
      if try isStillWanted(consumerID, since: purge) {
        let life = cache.insert(.found(credentials), for: consumerID, at: now())
        shared?.store(RememberedCredentials(name: consumerID, credentials: credentials, remainingLife: life))
      } else {
        shared?.giveUp(consumerID)
      }
      return credentials
    } catch {
      try note(error, about: consumerID, fallback, since: purge)
      throw error
    }
  }

  /// Takes note of what came in place of credentials.
  private func note(
    _ error: CredentialLookupError, about consumerID: String, _ fallback: RememberedCredentials?, since purge: UInt64
  ) throws(CredentialLookupError) {
    switch error {
    case .notFound:
      guard try isStillWanted(consumerID, since: purge) else { return shared?.giveUp(consumerID) ?? () }
      shared?.remove(consumerID, wasKnown: cache.hasCredentials(of: consumerID))
      cache.insert(.notFound, for: consumerID, at: now())
    case .wrongConsumer: cache.postponeRefresh(of: consumerID, isOutage: false, at: now())
    case .unavailable, .creationFailed, .circuitOpen:
      if let fallback, try isStillWanted(consumerID, since: purge) { _ = cache.restore([fallback], at: now()) }
      cache.postponeRefresh(of: consumerID, isOutage: true, at: now())
    case .overloaded, .cancelled: break
    }
    if error != .notFound { shared?.giveUp(consumerID) }
  }

  /// Whether an answer may be kept: not if it was purged while it was on its way.
  ///
  /// - Throws: ``CredentialLookupError/cancelled`` when everybody who wanted it has gone: by now a later fetch may know better.
  private func isStillWanted(_ consumerID: String, since purge: UInt64) throws(CredentialLookupError) -> Bool {
    if Task.isCancelled { throw .cancelled }
    return !purges.affects(consumerID, since: purge)
  }
}
