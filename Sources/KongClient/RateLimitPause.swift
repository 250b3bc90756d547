import AuthenticationCore
import Synchronization

/// Tells the time that never goes back; passed in, so that tests can let it pass.
package typealias MonotonicTime = @Sendable () -> ContinuousClock.Instant

/// The time for which Kong, by an answer 429, wants to be left alone (RFC 6585 section 4).
///
/// A limit is one for all of our requests, so that one such answer stops them all.
final class RateLimitPause: Sendable {
  /// The bounds of a pause, in seconds; an answer that does not say how long asks for the shortest.
  static let bounds = 1...300

  private let now: MonotonicTime
  private let end = Mutex<ContinuousClock.Instant?>(nil)

  init(now: @escaping MonotonicTime) {
    self.now = now
  }

  /// Lets a request pass.
  ///
  /// - Throws: status 429 with the seconds that are left, during a pause.
  func check() throws(UnavailableCause) {
    guard let left = end.withLock({ $0 }).map({ now().duration(to: $0) }), left > .zero else { return }
    let (seconds, rest) = left.components
    throw .status(429, retryAfter: Int(seconds) + (rest > 0 ? 1 : 0))
  }

  /// Begins a pause, or extends the one that there is.
  ///
  /// - Parameter seconds: what `Retry-After` said.
  /// - Returns: the length of the pause, in seconds.
  func begin(asking seconds: Int?) -> Int {
    let length = min(max(seconds ?? 0, Self.bounds.lowerBound), Self.bounds.upperBound)
    let newEnd = now() + .seconds(length)
    end.withLock { $0 = max($0 ?? newEnd, newEnd) }
    return length
  }
}
