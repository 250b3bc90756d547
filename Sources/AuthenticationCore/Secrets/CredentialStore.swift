/// The consumers' credentials: in memory while fresh, else from the source, asked once however many want to know.
package final class CredentialStore: Sendable {
  private let source: any ConsumerCredentialSource
  private let cache: MemoryCredentialCache
  private let coalescer: RequestCoalescer<ConsumerCredentials>
  private let maximumRefreshes: Int
  private let onStale: @Sendable (String) -> Void
  private let now: @Sendable () -> ContinuousClock.Instant

  /// Makes a store.
  ///
  /// - Parameters:
  ///   - source: Where answers come from that the cache does not hold.
  ///   - cache: What is remembered; it also decides for how long.
  ///   - maximumPendingLookups: How many look-ups may wait for the source at a time (`MAX_PENDING_LOOKUPS`).
  ///   - maximumRefreshes: How many consumers' credentials are fetched ahead of their end at a time; what finds no place
  ///     tries again at the next look-up.
  ///   - onStale: Hears of every use of expired credentials, with the id of their consumer.
  ///   - now: The monotonic time. A closure and not a generic `Clock`: every request asks for it, and a generic
  ///     parameter is not specialised across modules.
  package init(
    source: any ConsumerCredentialSource,
    cache: MemoryCredentialCache,
    maximumPendingLookups: Int = .max,
    maximumRefreshes: Int = 16,
    onStale: @escaping @Sendable (String) -> Void = { _ in },
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.source = source
    self.cache = cache
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
      switch error {
      case .unavailable, .creationFailed, .circuitOpen, .overloaded:
        guard let credentials = cache.staleCredentials(of: consumerID, at: now()) else { throw error }
        onStale(consumerID)
        return credentials
      case .notFound, .wrongConsumer, .cancelled: throw error
      }
    }
  }

  /// Fetches a consumer's credentials behind the backs of those who still use the known ones.
  ///
  /// One such fetch per consumer at a time. A failure changes nothing but the time of the next attempt; the entry lives
  /// to its end.
  private func refresh(_ consumerID: String) {
    coalescer.launch(consumerID, limit: maximumRefreshes) { [self] () async throws(CredentialLookupError) in
      try await fetch(consumerID)
    }
  }

  /// Asks the source and remembers its answer; a failure or a wrong answer leaves what is known as it was.
  private func fetch(_ consumerID: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    do throws(CredentialLookupError) {
      let credentials = try await source.credentials(ofConsumer: consumerID)
      try remember(.found(credentials), of: consumerID)
      return credentials
    } catch {
      switch error {
      case .notFound: try remember(.notFound, of: consumerID)
      case .wrongConsumer: cache.postponeRefresh(of: consumerID, isOutage: false, at: now())
      case .unavailable, .creationFailed, .circuitOpen: cache.postponeRefresh(of: consumerID, isOutage: true, at: now())
      case .overloaded, .cancelled: break
      }
      throw error
    }
  }

  /// Stores an answer, unless everybody who wanted it has gone: by now a later fetch may know better.
  private func remember(_ answer: CachedAnswer, of consumerID: String) throws(CredentialLookupError) {
    if Task.isCancelled { throw .cancelled }
    cache.insert(answer, for: consumerID, at: now())
  }
}
