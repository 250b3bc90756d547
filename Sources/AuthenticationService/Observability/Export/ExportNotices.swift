import AuthenticationCore
import Events
import Logging
import Synchronization
import Telemetry

/// Says that a signal does not reach its collector, once until it does again, and at most once a minute.
///
/// Its lines are not exported: they would be about themselves.
final class ExportNotices: Sendable {
  private static let interval = Duration.seconds(60)

  private let logger: Logger
  private let now: @Sendable () -> ContinuousClock.Instant
  private let reported = Mutex<[Signal: ContinuousClock.Instant]>([:])

  init(logger: Logger, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.logger = logger
    self.now = now
  }

  func note(_ signal: Signal, _ failure: ExportFailure) {
    let isDue = reported.withLock { reported in
      let now = now()
      if let last = reported[signal], last.duration(to: now) < Self.interval { return false }
      reported[signal] = now
      return true
    }
    guard isDue else { return }
    logger.warning(
      .telemetryExportFailed, "Telemetry does not reach its collector",
      ["signal": "\(signal.rawValue)", "cause": "\(failure)"])
  }

  /// A breaker has changed its mind.
  func note(_ signal: Signal, _ state: CircuitBreakerStateMachine.State) {
    let metadata: Logger.Metadata = ["signal": "\(signal.rawValue)"]
    switch state {
    case .open: logger.warning(.telemetryBreakerOpen, "Telemetry is not exported for a while", metadata)
    case .closed: logger.info(.telemetryBreakerClosed, "Telemetry is exported again", metadata)
    case .halfOpen: break
    }
  }
}
