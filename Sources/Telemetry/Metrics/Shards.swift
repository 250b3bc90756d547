import Glibc
import Synchronization

/// Numbers that many threads add to at once: each thread has cells that it shares with few others, so that event loops do not
/// fight for the same cache line.
///
/// Adding is one atomic addition without an order; reading adds all cells up, and may miss what is being added meanwhile.
final class Shards<Cells: Sendable & AnyObject>: Sendable {
  private let all: [Cells]

  init(_ make: () -> Cells) {
    all = (0..<ShardCount.current).map { _ in make() }
  }

  /// The cells of the calling thread.
  var current: Cells {
    // Threads are known by addresses, whose high and low bits are much alike; multiplying spreads the ones between.
    let spread = UInt64(pthread_self()) &* 0x9E37_79B9_7F4A_7C15
    return all[Int(spread >> 56) & (all.count - 1)]
  }

  func reduce<Value>(into value: Value, _ add: (inout Value, Cells) -> Void) -> Value {
    all.reduce(into: value, add)
  }
}

/// How many cells there are of everything: a power of two, at least the number of processors, at most sixteen.
enum ShardCount {
  static let current: Int = {
    let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    var count = 1
    while count < processors, count < 16 { count *= 2 }
    return count
  }()
}

/// A number on a cache line of its own.
final class NumberCell: Sendable {
  let value = Atomic<Int>(0)
  // Neighbours on the heap are other threads' cells.
  private let padding: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
}
