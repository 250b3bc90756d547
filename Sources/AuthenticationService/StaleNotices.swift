import AuthenticationCore
import Synchronization

/// Which consumers were lately reported as served with stale credentials, so that each is reported once a minute.
final class StaleNotices: Sendable {
  private static let interval = Duration.seconds(60)
  /// The most consumers that are remembered; who falls out may be reported sooner.
  private static let capacity = 10_000

  private let now: @Sendable () -> ContinuousClock.Instant
  private let reported = Mutex(LRUDictionary<ContinuousClock.Instant>(capacity: capacity))

  init(now: @escaping @Sendable () -> ContinuousClock.Instant) {
    self.now = now
  }

  /// Enters a consumer; tells whether it is time to report it.
  func isDue(_ consumerID: String) -> Bool {
    let now = now()
    return reported.withLock { reported in
      if let last = reported.value(forKey: consumerID), last.duration(to: now) < Self.interval { return false }
      _ = reported.insert(now, forKey: consumerID)
      return true
    }
  }
}
