import Glibc

/// A supply of random words that asks the operating system for many at a time.
///
/// One system call for 256 words costs little more than one for a single word.
/// Words are erased as they are handed out. Not shareable: keep one per event loop, or one behind a lock.
package struct RandomPool {
  private static let capacity = 256

  private var words: [UInt64] = []

  /// Makes an empty pool; the first draw fills it.
  package init() {}

  /// Draws the next 64 random bits.
  package mutating func next() -> UInt64 {
    if let word = words.popLast() { return word }
    refill()
    return words.removeLast()
  }

  /// Draws an identifier.
  package mutating func nextUUID() -> UUIDv4 {
    UUIDv4(randomBits: next(), next())
  }

  private mutating func refill() {
    words = [UInt64](unsafeUninitializedCapacity: Self.capacity) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      // glibc asks getrandom(2) for all bytes at once, and stops the process rather than fail.
      arc4random_buf(start, Self.capacity * MemoryLayout<UInt64>.size)
      count = Self.capacity
    }
  }
}
