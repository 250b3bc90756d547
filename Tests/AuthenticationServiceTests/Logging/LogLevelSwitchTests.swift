import AuthenticationService
import Logging
import Testing

struct LogLevelSwitchTests {
  private let lines = Recorder<String>()

  /// Writes a line of each level.
  private func write(_ logger: Logger) {
    for level in Logger.Level.allCases { logger.log(level: level, "line") }
  }

  @Test(arguments: [
    (LogThreshold.debug, 6), (.info, 5), (.warn, 3), (.error, 2), (.silent, 0),
  ])
  func `a threshold lets through what is as severe, and silence nothing`(threshold: LogThreshold, count: Int) {
    let logger = LogLevelSwitch(threshold).logger(label: "test") { [lines] _ in RecordingLogHandler(lines) }
    write(logger)
    #expect(lines.all.count == count)
  }

  @Test func `a change reaches loggers that exist, and their copies`() {
    let level = LogLevelSwitch(.silent)
    let logger = level.logger(label: "test") { [lines] _ in RecordingLogHandler(lines) }
    var copy = logger
    copy[metadataKey: "part"] = "one"
    level.set(.error)
    copy.error("heard")
    logger.warning("not heard")
    level.set(.silent)
    copy.critical("not heard")
    #expect(lines.all == ["error heard"])
  }
}
