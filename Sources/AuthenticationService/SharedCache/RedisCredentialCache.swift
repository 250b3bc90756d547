import AuthenticationCore
import NIOCore
import RedisClient
import Synchronization

/// The shared cache on Redis or Valkey: one entry for each consumer, which carries its own end and outlives it by the tolerance.
///
/// Where nothing fresh is known, replicas agree on who asks Kong: whoever makes the lease does, the others wait for the entry for
/// a while. Whatever goes wrong, a look-up takes no longer than ``CacheTimeouts/get``.
final class RedisCredentialCache: SharedCredentialCache {
  /// How long a lease stands when nobody takes it back: as long as Kong may take to answer.
  static let leaseLife = Duration.seconds(3)
  /// The first and the longest pause between two looks for an entry that another replica is about to write.
  private static let pauses = (first: Duration.milliseconds(5), longest: Duration.milliseconds(50))

  let gate: SharedCacheGate
  let keys: SharedCacheKeys
  let form: SharedEntryForm
  let writer: SharedCacheWriter
  let timeouts: CacheTimeouts
  let clock: WallClock
  let purges: PurgeChannel
  /// How long entries outlive their end.
  private let tolerance: Mutex<Duration>

  init(
    gate: SharedCacheGate, keys: SharedCacheKeys, form: SharedEntryForm, writer: SharedCacheWriter,
    purges: PurgeChannel, timeouts: CacheTimeouts, tolerance: Duration, clock: WallClock
  ) {
    self.gate = gate
    self.keys = keys
    self.form = form
    self.writer = writer
    self.purges = purges
    self.timeouts = timeouts
    self.tolerance = Mutex(tolerance)
    self.clock = clock
  }

  /// Takes another tolerance, for entries that are written from now on.
  func adopt(tolerance: Duration) {
    self.tolerance.withLock { $0 = tolerance }
  }

  func find(_ name: String, freshFor life: Duration) async -> SharedAnswer {
    let deadline = ContinuousClock.now + timeouts.get
    var pause = Self.pauses.first
    var isWaiting = false
    while true {
      guard let known = await read(name, until: deadline) else { return .askKong(fallback: nil) }
      if let entry = known.entry, entry.remainingLife > life {
        gate.counters.count {
          $0.hits += 1
          if isWaiting { $0.sharedLookups += 1 }
        }
        return .fresh(entry)
      }
      // Nobody else is asking, or nobody knows: then we do.
      if await takeLease(name, until: deadline) != false { return miss(known.entry) }
      isWaiting = true
      let rest = ContinuousClock.now.duration(to: deadline)
      guard rest > pause, !Task.isCancelled else { return miss(known.entry) }
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, Self.pauses.longest)
    }
  }

  func store(_ remembered: RememberedCredentials) {
    guard remembered.remainingLife > .zero else { return giveUp(remembered.name) }
    let key = keys.entry(remembered.name)
    let lease = keys.lease(remembered.name)
    let life = remembered.remainingLife + tolerance.withLock { $0 }
    writer.submit(for: remembered.name) { [self] () async throws(RedisFailure) in
      guard let value = form.write(remembered, under: key, at: clock.milliseconds()) else { return }
      try await gate.client.set(key, to: value, expiry: .seconds(life.wholeSeconds), within: timeouts.set)
      try await gate.client.unlink([lease], within: timeouts.delete)
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
    writer.submit(for: name) { [self] () async throws(RedisFailure) in
      let count = try await gate.client.unlink([key], within: timeouts.delete)
      try await gate.client.unlink([lease], within: timeouts.delete)
      // Of somebody whom nobody knew there is nothing to tell: or everyone could be kept busy by made-up names.
      if wasKnown || count > 0 { try await purges.announce(.consumer(name)) }
    }
  }

  private func miss(_ entry: RememberedCredentials?) -> SharedAnswer {
    gate.counters.count { $0.misses += 1 }
    return .askKong(fallback: entry)
  }

  /// Reads an entry: nil when Redis does not say, a nil within when there is none, or none to be believed.
  private func read(
    _ name: String, until deadline: ContinuousClock.Instant
  ) async -> (entry: RememberedCredentials?, Void)? {
    let began = ContinuousClock.now
    let rest = began.duration(to: deadline)
    guard rest > .zero else { return nil }
    let key = keys.entry(name)
    let found = await gate.attempt { client async throws(RedisFailure) in
      do throws(RedisFailure) {
        return Found.value(try await client.get(key, within: rest))
      } catch {
        // Something that is no string stands there; it will be written over.
        guard case .server(let answer) = error, answer.code == "WRONGTYPE" else { throw error }
        return Found.other
      }
    }
    gate.counters.count {
      $0.reads += 1
      $0.readTime += began.duration(to: .now)
    }
    switch found {
    case nil: return nil
    case .value(nil): return (nil, ())
    case .other: return refused()
    case .value(let bytes?):
      let entry = form.read(Array(buffer: bytes), about: name, under: key, at: clock.milliseconds())
      return entry.map { ($0, ()) } ?? refused()
    }
  }

  private enum Found {
    case value(ByteBuffer?)
    case other
  }

  private func refused() -> (entry: RememberedCredentials?, Void) {
    gate.counters.count { $0.refusedEntries += 1 }
    return (nil, ())
  }

  /// Tries to become the one who asks Kong; nil when Redis does not say.
  private func takeLease(_ name: String, until deadline: ContinuousClock.Instant) async -> Bool? {
    let rest = ContinuousClock.now.duration(to: deadline)
    guard rest > .zero else { return nil }
    let lease = keys.lease(name)
    return await gate.attempt { client async throws(RedisFailure) in
      try await client.set(
        lease, to: [1], expiry: .milliseconds(Self.leaseLife.wholeMilliseconds), onlyIfAbsent: true, within: rest)
    }
  }
}

extension Duration {
  /// Rounded up, and one at least: what ends earlier may not be there when it is needed.
  var wholeSeconds: Int { max(1, Int((self / .seconds(1)).rounded(.up))) }
  fileprivate var wholeMilliseconds: Int { max(1, Int((self / .milliseconds(1)).rounded(.up))) }
}
