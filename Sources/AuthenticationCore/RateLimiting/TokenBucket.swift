/// How many requests somebody may still make: a bucket that a request takes a token from, and that fills up again steadily.
///
/// It is one number: the time at which the bucket will be full (the generic cell rate algorithm of ATM, ITU-T I.371, seen from the
/// bucket's side).
struct TokenBucket: Sendable {
  /// When it is full, in nanoseconds of the monotonic time.
  private(set) var fullAt: UInt64 = 0

  /// Takes a token, if there is one.
  mutating func take(_ rate: TokenRate, at now: UInt64) -> RateLimitStanding {
    let next = max(fullAt, now) + rate.interval
    let end = now + rate.window
    guard next <= end else {
      return RateLimitStanding(isAdmitted: false, remaining: 0, wait: next - end, untilFull: fullAt - now)
    }
    fullAt = next
    return RateLimitStanding(
      isAdmitted: true, remaining: Int((end - next) / rate.interval), wait: 0, untilFull: next - now)
  }
}

/// How fast a bucket fills up, and how much it holds: what flows in within a minute.
struct TokenRate: Sendable {
  /// Nanoseconds in which a token flows in.
  let interval: UInt64
  /// Nanoseconds in which an empty bucket is full; a minute, but for what is lost by whole nanoseconds.
  let window: UInt64

  init(perMinute count: Int) {
    interval = 60_000_000_000 / UInt64(max(1, count))
    window = interval * UInt64(max(1, count))
  }
}

/// What became of a request for a token of a bucket.
package struct RateLimitStanding: Sendable, Equatable {
  package let isAdmitted: Bool
  /// Tokens that are left.
  package let remaining: Int
  private let wait: UInt64
  private let untilFull: UInt64

  init(isAdmitted: Bool, remaining: Int, wait: UInt64, untilFull: UInt64) {
    self.isAdmitted = isAdmitted
    self.remaining = remaining
    self.wait = wait
    self.untilFull = untilFull
  }

  /// Whole seconds until there is a token; zero for who got one.
  package var retryAfter: Int { Int((wait + 999_999_999) / 1_000_000_000) }
  /// Whole seconds until all tokens are there again.
  package var secondsUntilFull: Int { Int((untilFull + 999_999_999) / 1_000_000_000) }
}
