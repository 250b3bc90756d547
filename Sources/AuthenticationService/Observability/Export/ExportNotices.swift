import AuthenticationCore
import Events
import Logging
import Synchronization
import Telemetry

/// Says that a signal does not reach its collector, or is not taken whole, each at most once a minute.
///
/// Its lines are not exported: they would be about themselves.
final class ExportNotices: Sendable {
  private static let interval = Duration.seconds(60)

  private let logger: Logger
  private let now: @Sendable () -> ContinuousClock.Instant
  private let reported = Mutex<[Kind: ContinuousClock.Instant]>([:])

  private struct Kind: Hashable {
    let signal: Signal
    let hasArrived: Bool
  }

  init(logger: Logger, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.logger = logger
    self.now = now
  }

  func note(_ signal: Signal, _ failure: ExportFailure) {
    let message: Logger.Message
    let kind: Kind
    switch failure {
    case .cancelled: return
    case .partialSuccess, .unreadableAnswer:
      kind = Kind(signal: signal, hasArrived: true)
      message = "The collector has something to say of telemetry"
    case .timeout, .connection, .invalidRequest, .status:
      kind = Kind(signal: signal, hasArrived: false)
      message = "Telemetry does not reach its collector"
    }
    let isDue = reported.withLock { reported in
      let now = now()
      if let last = reported[kind], last.duration(to: now) < Self.interval { return false }
      reported[kind] = now
      return true
    }
    guard isDue else { return }
    logger.warning(
      .telemetryExportFailed, message,
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
