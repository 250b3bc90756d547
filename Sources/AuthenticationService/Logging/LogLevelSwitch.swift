package import Logging
import Synchronization

/// The least severe line that is written, for all loggers of the process at once, while it runs.
package final class LogLevelSwitch: Sendable {
  private let rank: Atomic<Int>

  package init(_ threshold: LogThreshold) {
    rank = Atomic(threshold.rank)
  }

  /// Lets less or more through from now on.
  package func set(_ threshold: LogThreshold) {
    rank.store(threshold.rank, ordering: .relaxed)
  }

  /// Whether a line of this level is written.
  package func allows(_ level: Logger.Level) -> Bool {
    self.level.map { level >= $0 } ?? false
  }

  /// A logger behind this switch.
  ///
  /// - Parameter makeHandler: makes what writes the lines that come through.
  package func logger(label: String, _ makeHandler: @Sendable (String) -> any LogHandler) -> Logger {
    Logger(label: label) { handler(makeHandler($0)) }
  }

  /// A handler behind this switch.
  package func handler(_ handler: any LogHandler) -> any LogHandler {
    SwitchedLogHandler(handler, behind: self)
  }

  /// Nil for silence.
  fileprivate var level: Logger.Level? {
    let rank = rank.load(ordering: .relaxed)
    return rank < Logger.Level.allCases.count ? Logger.Level.allCases[rank] : nil
  }
}

/// A handler whose level is not its own.
private struct SwitchedLogHandler: LogHandler {
  private var handler: any LogHandler
  private let levelSwitch: LogLevelSwitch

  init(_ handler: any LogHandler, behind levelSwitch: LogLevelSwitch) {
    self.handler = handler
    self.handler.logLevel = .trace
    self.levelSwitch = levelSwitch
  }

  /// What the switch says; nobody else is asked.
  var logLevel: Logger.Level {
    get { levelSwitch.level ?? .critical }
    set {}
  }

  var metadata: Logger.Metadata {
    get { handler.metadata }
    set { handler.metadata = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { handler[metadataKey: key] }
    set { handler[metadataKey: key] = newValue }
  }

  func log(event: LogEvent) {
    guard levelSwitch.level != nil else { return }
    handler.log(event: event)
  }
}

extension LogThreshold {
  /// The place of its level among those of swift-log; one beyond the last for silence.
  fileprivate var rank: Int {
    let level: Logger.Level? =
      switch self {
      case .error: .error
      case .warn: .warning
      case .info: .info
      case .debug: .debug
      case .silent: nil
      }
    return level.flatMap(Logger.Level.allCases.firstIndex) ?? Logger.Level.allCases.count
  }
}
