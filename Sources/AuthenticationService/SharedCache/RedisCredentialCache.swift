import AuthenticationCore
import NIOCore
import RedisClient
import Synchronization
import Tracing

/// The shared cache on Redis or Valkey: one entry for each consumer, which carries its own end and outlives it by the tolerance.
///
/// Where nothing fresh is known, replicas agree on who asks Kong: whoever makes the lease does, the others wait for the entry for
/// a while. A lease is not taken back when the entry is there, or somebody who has just not found the entry would get the next one.
/// Whatever goes wrong, a look-up takes no longer than ``CacheTimeouts/get``.
final class RedisCredentialCache: SharedCredentialCache {
  /// How long a lease stands at most: as long as Kong may take to answer.
  private static let longestLease = Duration.seconds(3)
  /// The first and the longest pause between two looks for an entry that another replica is about to write.
  private static let pauses = (first: Duration.milliseconds(5), longest: Duration.milliseconds(50))

  let gate: SharedCacheGate
  let keys: SharedCacheKeys
  let form: SharedEntryForm
  let writer: SharedCacheWriter
  let timeouts: CacheTimeouts
  let clock: WallClock
  let purges: PurgeChannel
  private let telemetry: RedisTelemetry
  private let lifetimes: Mutex<Lifetimes>

  /// How long entries are fresh, and how long they outlive that.
  struct Lifetimes: Sendable {
    let fresh: Duration
    let tolerance: Duration
  }

  init(
    gate: SharedCacheGate, keys: SharedCacheKeys, form: SharedEntryForm, writer: SharedCacheWriter,
    purges: PurgeChannel, timeouts: CacheTimeouts, lifetimes: Lifetimes, telemetry: RedisTelemetry, clock: WallClock
  ) {
    self.gate = gate
    self.keys = keys
    self.form = form
    self.writer = writer
    self.purges = purges
    self.timeouts = timeouts
    self.telemetry = telemetry
    self.lifetimes = Mutex(lifetimes)
    self.clock = clock
  }

  /// Takes other lifetimes, for what is written from now on.
  func adopt(_ lifetimes: Lifetimes) {
    self.lifetimes.withLock { $0 = lifetimes }
  }

  /// How long entries outlive their end, at this moment.
  var tolerance: Duration { lifetimes.withLock(\.tolerance) }

  func find(_ name: String, freshFor life: Duration) async -> SharedAnswer {
    let deadline = ContinuousClock.now + timeouts.get
    var pause = Self.pauses.first
    var isWaiting = false
    while true {
      let known: RememberedCredentials?
      switch await read(name, until: deadline) {
      case .entry(let entry): known = entry
      case .nothing: known = nil
      // Nobody will mend it while we wait.
      case .refused, .unanswered: return miss(nil)
      }
      if let known, known.remainingLife > life {
        gate.counters.count {
          $0.hits += 1
          if isWaiting { $0.sharedLookups += 1 }
        }
        return .fresh(known)
      }
      // Nobody else is asking, or nobody knows: then we do.
      if await takeLease(name, until: deadline) != false { return miss(known) }
      isWaiting = true
      let rest = ContinuousClock.now.duration(to: deadline)
      guard rest > pause, !Task.isCancelled else { return miss(known) }
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, Self.pauses.longest)
    }
  }

  func store(_ remembered: RememberedCredentials) {
    guard remembered.remainingLife > .zero else { return giveUp(remembered.name) }
    // A life begins with the answer, and not when there is time to write it.
    let now = clock.milliseconds()
    let purge = purges.history.latest
    let key = keys.entry(remembered.name)
    let life = remembered.remainingLife + tolerance
    let context = InstrumentationContext.current
    writer.submit(for: remembered.name) { [self] () async throws(RedisFailure) in
      // What was purged while it waited is not brought back.
      guard !purges.history.affects(remembered.name, since: purge) else { return }
      guard let value = form.write(remembered, under: key, at: now) else { return }
      _ = try await telemetry.observe(.set, in: context) { () async throws(RedisFailure) in
        try await gate.client.set(key, to: value, expiry: .seconds(life.wholeSeconds), within: timeouts.set)
      }
    }
  }

  func giveUp(_ name: String) {
    let lease = keys.lease(name)
    writer.submit(for: name) { [self] () async throws(RedisFailure) in
      try await gate.client.unlink([lease], within: timeouts.delete)
    }
  }

  func remove(_ name: String, wasKnown: Bool) {
    let (key, lease) = (keys.entry(name), keys.lease(name))
    // An attempt that fails half-way must not let the next one believe that nobody was known.
    let knowledge = Knowledge(isKnown: wasKnown)
    let context = InstrumentationContext.current
    writer.submit(for: name) { [self] () async throws(RedisFailure) in
      let removed = try await telemetry.observe(.delete, in: context) { () async throws(RedisFailure) in
        try await gate.client.unlink([key], within: timeouts.delete)
      }
      if removed > 0 { knowledge.note() }
      try await gate.client.unlink([lease], within: timeouts.delete)
      // Of somebody whom nobody knew there is nothing to tell: or everyone could be kept busy by made-up names.
      if knowledge.isKnown { try await purges.announce(.consumer(name)) }
    }
  }

  private func miss(_ entry: RememberedCredentials?) -> SharedAnswer {
    gate.counters.count { $0.misses += 1 }
    return .askKong(fallback: entry)
  }

  /// What a look at an entry gives.
  private enum Reading {
    case entry(RememberedCredentials)
    case nothing
    /// Something that is not to be believed.
    case refused
    case unanswered
  }

  /// Reads an entry.
  private func read(_ name: String, until deadline: ContinuousClock.Instant) async -> Reading {
    let began = ContinuousClock.now
    let rest = began.duration(to: deadline)
    guard rest > .zero else { return .unanswered }
    let key = keys.entry(name)
    let value = await gate.attempt { client async throws(RedisFailure) in
      do throws(RedisFailure) {
        return try await telemetry.observe(.get, isHit: { $0 != nil }) { () async throws(RedisFailure) in
          try await client.get(key, within: rest).map { Array(buffer: $0) }
        }
      } catch {
        // Something that is no string stands there; it will be written over.
        guard case .server(let answer) = error, answer.code == "WRONGTYPE" else { throw error }
        return []
      }
    }
    guard let value else { return .unanswered }
    gate.counters.count {
      $0.reads += 1
      $0.readTime += began.duration(to: .now)
    }
    switch value {
    case nil: return .nothing
    case let bytes?:
      if let entry = form.read(bytes, about: name, under: key, at: clock.milliseconds()) { return .entry(entry) }
      gate.counters.count { $0.refusedEntries += 1 }
      return .refused
    }
  }

  /// Tries to become the one who asks Kong; nil when Redis does not say.
  private func takeLease(_ name: String, until deadline: ContinuousClock.Instant) async -> Bool? {
    let rest = ContinuousClock.now.duration(to: deadline)
    guard rest > .zero else { return nil }
    let lease = keys.lease(name)
    // It must be over before the entry is, which whoever finds that expired would otherwise wait for.
    let life = min(Self.longestLease, lifetimes.withLock(\.fresh) / 2)
    return await gate.attempt { client async throws(RedisFailure) in
      try await telemetry.observe(.lease) { () async throws(RedisFailure) in
        try await client.set(
          lease, to: [1], expiry: .milliseconds(life.wholeMilliseconds), onlyIfAbsent: true, within: rest)
      }
    }
  }
}

extension Duration {
  /// Rounded up, and one at least: what ends earlier may not be there when it is needed.
  var wholeSeconds: Int { max(1, Int((self / .seconds(1)).rounded(.up))) }
  fileprivate var wholeMilliseconds: Int { max(1, Int((self / .milliseconds(1)).rounded(.up))) }
}

/// Whether some replica had credentials, as far as it has turned out.
private final class Knowledge: Sendable {
  private let value: Atomic<Bool>

  init(isKnown: Bool) {
    value = Atomic(isKnown)
  }

  var isKnown: Bool { value.load(ordering: .relaxed) }

  func note() {
    value.store(true, ordering: .relaxed)
  }
}

extension RedisCredentialCache.Lifetimes {
  init(_ cache: ServiceConfiguration.Cache) {
    self.init(fresh: cache.timeToLive, tolerance: cache.staleTolerance)
  }
}
