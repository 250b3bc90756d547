import Events
import KongClient
import Logging
import ServiceLifecycle
import Synchronization

/// Asks Kong every few seconds how it is, so that a readiness probe finds an answer instead of waiting for one.
final class KongProbe: Service {
  /// From the end of one check to the start of the next while Kong is well.
  private static let interval = Duration.seconds(5)
  /// The same while it is not: what has come back should be noticed soon.
  private static let intervalInTrouble = Duration.seconds(1)

  private let check: @Sendable () async -> KongHealth?
  private let logger: Logger
  private let latest = Mutex<KongHealth?>(nil)

  /// Makes a probe.
  ///
  /// - Parameter check: asks once, with a timeout of its own; nil when Kong is left alone, and what it last said still stands.
  init(logger: Logger, check: @escaping @Sendable () async -> KongHealth?) {
    self.logger = logger
    self.check = check
  }

  /// What Kong last said; nil before the first answer.
  var health: KongHealth? { latest.withLock { $0 } }

  /// Asks Kong again and again until the graceful shutdown; the first time only after a pause, see ``refresh()``.
  func run() async {
    await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        try? await Task.sleep(for: health?.isHealthy == true ? Self.interval : Self.intervalInTrouble)
        if !Task.isCancelled { await refresh() }
      }
    }
  }

  /// Asks Kong now.
  func refresh() async {
    if let health = await check() { note(health) }
  }

  /// Asks Kong now, and gives the question up after a time, whatever calls of that kind are allowed.
  ///
  /// For the start of the service, which must not wait for a Kong that hangs.
  func refresh(
    within limit: Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) async {
    await withTaskGroup { group in
      group.addTask { [self] in await refresh() }
      group.addTask { try? await sleep(limit) }
      await group.next()
      group.cancelAll()
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
      logger.info(.kongHealthy, "Kong Admin API is reachable")
    } else {
      logger.warning(
        .kongUnhealthy, "Kong Admin API is not reachable", ["cause": "\(health.cause ?? "unknown")"])
    }
  }
}
