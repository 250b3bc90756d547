import Events
import Logging
import RedisClient
import Synchronization

/// Says that Redis fails, at most once a minute for each kind of failure.
final class FailureNotices: Sendable {
  private static let interval = Duration.seconds(60)
  /// Kinds that are told apart; servers can make up as many as they like.
  private static let capacity = 50

  private let logger: Logger
  private let now: @Sendable () -> ContinuousClock.Instant
  private let reported = Mutex<[String: ContinuousClock.Instant]>([:])

  init(logger: Logger, now: @escaping @Sendable () -> ContinuousClock.Instant) {
    self.logger = logger
    self.now = now
  }

  func note(_ failure: RedisFailure) {
    let kind = "\(failure)"
    let isDue = reported.withLock { reported in
      let now = now()
      if let last = reported[kind], last.duration(to: now) < Self.interval { return false }
      if reported.count >= Self.capacity { reported.removeAll() }
      reported[kind] = now
      return true
    }
    if isDue {
      logger.warning(.cacheOperationFailed, "Shared cache failed; it is done without", ["cause": "\(kind)"])
    }
  }
}
