import Glibc
import Synchronization

/// Random words for many threads at once: each has a ``RandomPool`` that it shares with few others.
package final class ShardedRandomPool: Sendable {
  private final class Shard: Sendable {
    let pool = Mutex(RandomPool())
  }

  private static let count = 16

  private let shards = (0..<count).map { _ in Shard() }

  package init() {}

  /// Draws from the pool of the calling thread.
  package func draw<Value>(_ body: (inout RandomPool) -> Value) -> Value {
    // Threads are known by addresses, whose high and low bits are much alike; multiplying spreads the ones between.
    let spread = UInt64(pthread_self()) &* 0x9E37_79B9_7F4A_7C15
    return shards[Int(spread >> 60) & (Self.count - 1)].pool.withLock { body(&$0) }
  }
}
