/// The consumers' credentials: in memory while fresh, else from the source, asked once however many want to know.
package final class CredentialStore: Sendable {
  private let source: any ConsumerCredentialSource
  private let cache: MemoryCredentialCache
  private let coalescer = RequestCoalescer<ConsumerCredentials>()
  private let maximumRefreshes: Int
  private let now: @Sendable () -> ContinuousClock.Instant

  /// Makes a store.
  ///
  /// - Parameters:
  ///   - source: Where answers come from that the cache does not hold.
  ///   - cache: What is remembered; it also decides for how long.
  ///   - maximumRefreshes: How many consumers' credentials are fetched ahead of their end at a time; what finds no place
  ///     tries again at the next look-up.
  ///   - now: The monotonic time. A closure and not a generic `Clock`: every request asks for it, and a generic
  ///     parameter is not specialised across modules.
  package init(
    source: any ConsumerCredentialSource,
    cache: MemoryCredentialCache,
    maximumRefreshes: Int = 16,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.source = source
    self.cache = cache
    self.maximumRefreshes = maximumRefreshes
    self.now = now
  }

  /// What the memory cache did since the start.
  package var statistics: MemoryCredentialCache.Statistics { cache.statistics }

  /// Whether there is a consumer who could be served without Kong.
  package var hasFreshCredentials: Bool { cache.hasFreshCredentials(at: now()) }

  /// The number of consumers whose credentials are being fetched.
  package var fetchesInFlight: Int { coalescer.flightCount }

  /// The number of look-ups that wait for these fetches.
  package var lookupsWaiting: Int { coalescer.waiterCount }

  /// Takes other lifetimes, see ``MemoryCredentialCache/adopt(_:at:)``.
  package func adopt(_ lifetime: CredentialLifetime) {
    cache.adopt(lifetime, at: now())
  }

  /// Looks a consumer's credentials up without waiting.
  package func lookup(_ consumerID: String) -> CredentialLookup {
    guard let hit = cache.get(consumerID, at: now()) else {
      return .uncached { [self] () async throws(CredentialLookupError) in try await resolve(consumerID) }
    }
    switch hit.answer {
    case .found(let credentials):
      if hit.isDueForRefresh { refresh(consumerID) }
      return .cached(credentials)
    case .notFound: return .absent
    }
  }

  /// Fetches a consumer's credentials together with all who want them at this moment.
  private func resolve(_ consumerID: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    try await coalescer.value(for: consumerID) { [self] () async throws(CredentialLookupError) in
      // Between our look into the cache and this flight another one may have landed.
      switch cache.peek(consumerID, at: now()) {
      case .found(let credentials): return credentials
      case .notFound: throw .notFound
      case nil: return try await fetch(consumerID)
      }
    }
  }

  /// Fetches a consumer's credentials behind the backs of those who still use the known ones.
  ///
  /// One such fetch per consumer at a time. A failure changes nothing but the time of the next attempt; the entry lives
  /// to its end.
  private func refresh(_ consumerID: String) {
    coalescer.launch(consumerID, limit: maximumRefreshes) { [self] () async throws(CredentialLookupError) in
      do throws(CredentialLookupError) {
        return try await fetch(consumerID)
      } catch {
        if error != .notFound { cache.postponeRefresh(of: consumerID, at: now()) }
        throw error
      }
    }
  }

  /// Asks the source and remembers its answer; a failure or a wrong answer leaves the cache as it was.
  private func fetch(_ consumerID: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    do throws(CredentialLookupError) {
      let credentials = try await source.credentials(ofConsumer: consumerID)
      try remember(.found(credentials), of: consumerID)
      return credentials
    } catch {
      if error == .notFound { try remember(.notFound, of: consumerID) }
      throw error
    }
  }

  /// Stores an answer, unless everybody who wanted it has gone: by now a later fetch may know better.
  private func remember(_ answer: CachedAnswer, of consumerID: String) throws(CredentialLookupError) {
    if Task.isCancelled { throw .cancelled }
    cache.insert(answer, for: consumerID, at: now())
  }
}
