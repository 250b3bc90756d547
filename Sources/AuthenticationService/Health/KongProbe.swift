import KongClient
import Logging
import ServiceLifecycle
import Synchronization

/// Asks Kong every few seconds how it is, so that a readiness probe finds an answer instead of waiting for one.
final class KongProbe: Service {
  private let check: @Sendable () async -> KongHealth
  private let interval: Duration
  private let logger: Logger
  private let latest = Mutex<KongHealth?>(nil)

  /// Makes a probe.
  ///
  /// - Parameters:
  ///   - interval: from the end of one check to the start of the next.
  ///   - check: asks once, with a timeout of its own.
  init(every interval: Duration, logger: Logger, check: @escaping @Sendable () async -> KongHealth) {
    self.interval = interval
    self.logger = logger
    self.check = check
  }

  /// What Kong last said; nil before the first answer.
  var health: KongHealth? { latest.withLock { $0 } }

  func run() async {
    await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        note(await check())
        try? await Task.sleep(for: interval)
      }
    }
  }

  /// Keeps an answer, and logs it when it differs from the one before.
  private func note(_ health: KongHealth) {
    let previous = latest.withLock { latest in
      defer { latest = health }
      return latest
    }
    guard previous?.isHealthy != health.isHealthy else { return }
    if health.isHealthy {
      logger.info("Kong Admin API is reachable")
    } else {
      logger.warning("Kong Admin API is not reachable", metadata: ["cause": "\(health.cause ?? "unknown")"])
    }
  }
}
