import Glibc

/// What differs from one moment to the next: the time of day, and chance.
package struct Moment: Sendable {
  /// Milliseconds since 1970.
  let now: @Sendable () -> Int64
  /// From zero to one.
  let chance: @Sendable () -> Double

  package init(
    now: @escaping @Sendable () -> Int64 = Self.wallClock,
    chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
  ) {
    self.now = now
    self.chance = chance
  }

  package static let wallClock: @Sendable () -> Int64 = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
