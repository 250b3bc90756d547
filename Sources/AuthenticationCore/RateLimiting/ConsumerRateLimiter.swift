import Synchronization

/// How many requests each consumer may make per minute, in a fixed amount of memory.
///
/// Buckets stand in groups of sixteen, and the hash of an id tells the group; the hash has a secret seed, so that nobody can choose his
/// neighbours. Where a group is full, the bucket that is nearest to being full itself makes room: a full one, of somebody who has
/// not come for a while, is like none at all, and who has used up his own is forgotten last. Only where more than ``capacity``
/// consumers come within a minute is anybody given more than his share.
package final class ConsumerRateLimiter: Sendable {
  /// Buckets that there are, 1 MiB.
  package static let capacity = shardCount * groupsPerShard * groupSize
  private static let shardCount = 16
  private static let groupsPerShard = 256
  private static let groupSize = 16

  private struct Slot: Sendable {
    /// The hash of the consumer's id: two consumers are taken for one in one of 2⁶⁴ cases.
    var id: Int = 0
    var bucket = TokenBucket()
  }

  private final class Shard: Sendable {
    let slots = Mutex([Slot](repeating: Slot(), count: groupsPerShard * groupSize))
  }

  private let rate: TokenRate
  private let shards: [Shard]
  private let start: ContinuousClock.Instant

  /// - Parameters:
  ///   - count: requests per minute, and at once.
  ///   - start: no later than any time that is told.
  package init(perMinute count: Int, since start: ContinuousClock.Instant) {
    rate = TokenRate(perMinute: count)
    shards = (0..<Self.shardCount).map { _ in Shard() }
    self.start = start
  }

  /// Takes a token from a consumer's bucket.
  package func admit(_ consumerID: String, at now: ContinuousClock.Instant) -> RateLimitStanding {
    let hash = consumerID.hashValue
    let place = UInt(bitPattern: hash)
    let first = Int(place >> 8 % UInt(Self.groupsPerShard)) * Self.groupSize
    // Time zero is that of buckets that nobody has.
    let nanoseconds = UInt64(max(0, start.duration(to: now) / .nanoseconds(1))) + 1
    return shards[Int(place % UInt(Self.shardCount))].slots.withLock { slots in
      var chosen = first
      for index in first..<first + Self.groupSize {
        if slots[index].id == hash {
          chosen = index
          break
        }
        if slots[index].bucket.fullAt < slots[chosen].bucket.fullAt { chosen = index }
      }
      if slots[chosen].id != hash { slots[chosen] = Slot(id: hash) }
      return slots[chosen].bucket.take(rate, at: nanoseconds)
    }
  }
}
