import AuthenticationCore
import Events
import Logging
import RedisClient
import Synchronization

/// What becomes of connections to Redis: told to the log, and to those who had given it up.
final class ConnectionNews: Sendable {
  private let breaker: FailureStreakBreaker
  private let logger: Logger
  private let listener = Mutex<(@Sendable () -> Void)?>(nil)
  private let hasFailed = Atomic(false)

  init(breaker: FailureStreakBreaker, logger: Logger) {
    self.breaker = breaker
    self.logger = logger
  }

  func onConnected(_ listener: @escaping @Sendable () -> Void) {
    self.listener.withLock { $0 = listener }
  }

  func note(_ event: RedisNode.Event) {
    switch event {
    case .connected(let server):
      hasFailed.store(false, ordering: .relaxed)
      // A server that has just let us in is worth a new try.
      breaker.reset()
      logger.info(
        .cacheConnected, "Connected to the shared cache", ["server": "\(server.kind.rawValue) \(server.version)"])
      listener.withLock { $0 }?()
    case .lost: logger.warning(.cacheLost, "Lost the connection to the shared cache")
    case .failed(let failure, let pause):
      // Once; the attempts after it say nothing new.
      let level: Logger.Level = hasFailed.exchange(true, ordering: .relaxed) ? .debug : .warning
      logger.note(
        level, .cacheReconnectFailed, "Cannot connect to the shared cache",
        ["cause": "\(failure)", "retry_in_ms": "\(Int(pause / .milliseconds(1)))"])
    }
  }
}
