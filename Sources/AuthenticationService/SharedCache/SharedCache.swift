import AuthenticationCore
import Logging
import NIOCore
import RedisClient
import ServiceLifecycle

/// Everything that belongs to the shared cache, put together but not running.
struct SharedCache: Sendable {
  let client: RedisClient
  let credentials: RedisCredentialCache
  let administration: SharedCacheAdministration
  let monitor: SharedCacheMonitor
  let census: SharedCacheCensus
  let purges: PurgeChannel
  let gate: SharedCacheGate
  private let writer: SharedCacheWriter

  /// Puts it together; nil where nothing is shared.
  ///
  /// - Throws: what is wrong with the files for TLS.
  init?(
    _ configuration: ServiceConfiguration, on group: any EventLoopGroup, telemetry: ServiceTelemetry, clock: WallClock,
    now: @escaping @Sendable () -> ContinuousClock.Instant, logger: Logger
  ) throws {
    guard configuration.sharesCache else { return nil }
    let resilience = configuration.cacheResilience
    let timeouts = resilience.timeouts
    let breaker = FailureStreakBreaker(resilience.breaker, now: now)
    let news = ConnectionNews(breaker: breaker, logger: logger)
    client = try RedisClient(configuration, on: group, onEvent: news.note)
    gate = SharedCacheGate(
      client: client, breaker: breaker, counters: SharedCacheCounters(),
      notices: FailureNotices(logger: logger, now: now))
    let form = SharedEntryForm(
      keys: configuration.cache.encryptionKeys, environment: configuration.service.environment.rawValue)
    let keys = SharedCacheKeys(hidesNames: form.isSealed)
    purges = PurgeChannel(
      gate: gate, form: form, reconnect: resilience.reconnect, interval: configuration.cache.invalidationInterval,
      timeouts: timeouts, clock: clock, logger: logger)
    writer = SharedCacheWriter(gate: gate, attempts: configuration.redis.maximumAttempts)
    credentials = RedisCredentialCache(
      gate: gate, keys: keys, form: form, writer: writer, purges: purges, timeouts: timeouts,
      lifetimes: RedisCredentialCache.Lifetimes(configuration.cache),
      telemetry: RedisTelemetry(
        telemetry.metrics, tracer: telemetry.tracer,
        database: configuration.redis.database ?? configuration.redis.url?.database ?? 0), clock: clock)
    administration = SharedCacheAdministration(client: client, keys: keys, purges: purges, timeouts: timeouts)
    monitor = SharedCacheMonitor(
      client: client, policy: resilience.monitor, pingTimeout: timeouts.ping, clock: clock, logger: logger)
    census = SharedCacheCensus(gate: gate, timeouts: timeouts) { [credentials] in credentials.tolerance }
    news.onConnected { [monitor, census] in
      monitor.checkSoon()
      census.countSoon()
    }
  }

  /// What runs, in the order of its start: who needs something comes after it.
  var services: [any Service] { [RedisConnections(client: client), purges, monitor, census, writer] }

  /// Waits for the first attempts to connect, at most for a time.
  func firstAttempt(within limit: Duration) async {
    await withTaskGroup { group in
      group.addTask { await client.topology.firstAttempt() }
      group.addTask { try? await Task.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
  }
}
