import Glibc

/// A supply of random words that asks the operating system for many at a time.
///
/// One `getentropy(3)` for 32 words (the most it gives) costs about what one for a single word does.
/// Words are erased as they are handed out. Not shareable: keep one per event loop, or one behind a lock.
package struct RandomPool {
  private static let capacity = 32

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
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      if getentropy(bytes.baseAddress, bytes.count) != 0 {
        // The call was refused: the standard library's generator finds another way or stops the process.
        var generator = SystemRandomNumberGenerator()
        for index in buffer.indices { buffer[index] = generator.next() }
      }
      count = Self.capacity
    }
  }
}
