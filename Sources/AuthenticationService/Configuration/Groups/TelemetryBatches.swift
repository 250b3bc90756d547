extension ServiceConfiguration.Telemetry.Batches {
  private typealias Batches = Self

  static let size = Setting(
    "telemetry.batchSize", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", .integer(1...5000), default: 128,
    "Spans of one export; at most those that may wait.")
  static let queue = Setting(
    "telemetry.maxQueueSize", "OTEL_BSP_MAX_QUEUE_SIZE", .integer(1...50_000), default: 512,
    "Spans that may wait for an export; when there are more, the oldest are dropped and counted.")
  static let delay = Setting(
    "telemetry.scheduleDelayMs", "OTEL_BSP_SCHEDULE_DELAY", .milliseconds(10...60_000), default: .milliseconds(500),
    "How long a span waits for others to fill a batch.")
  static let timeout = Setting(
    "telemetry.batchTimeoutMs", "OTEL_BSP_EXPORT_TIMEOUT", .milliseconds(100...600_000), default: .seconds(30),
    "Time for one export of spans, all its attempts together.")
  static let logSize = ofLogs(
    "telemetry.logBatchSize", "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", .integer(1...5000), "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
    "The same for lines of the log.")
  static let logQueue = ofLogs(
    "telemetry.maxLogQueueSize", "OTEL_BLRP_MAX_QUEUE_SIZE", .integer(1...50_000), "OTEL_BSP_MAX_QUEUE_SIZE",
    "The same for lines of the log.")
  static let logDelay = ofLogs(
    "telemetry.logScheduleDelayMs", "OTEL_BLRP_SCHEDULE_DELAY", .milliseconds(10...60_000), "OTEL_BSP_SCHEDULE_DELAY",
    "The same for lines of the log.")
  static let logTimeout = ofLogs(
    "telemetry.logBatchTimeoutMs", "OTEL_BLRP_EXPORT_TIMEOUT", .milliseconds(100...600_000), "OTEL_BSP_EXPORT_TIMEOUT",
    "The same for lines of the log.")

  init(from settings: inout SettingsReader) {
    size = settings.value(of: Self.size)
    queue = settings.value(of: Self.queue)
    delay = settings.value(of: Self.delay)
    timeout = settings.value(of: Self.timeout)
  }

  /// Those of lines of the log, as those of spans where nothing else is said.
  init(logsAs spans: ServiceConfiguration.Telemetry.Batches, from settings: inout SettingsReader) {
    size = settings.value(of: Self.logSize) ?? spans.size
    queue = settings.value(of: Self.logQueue) ?? spans.queue
    delay = settings.value(of: Self.logDelay) ?? spans.delay
    timeout = settings.value(of: Self.logTimeout) ?? spans.timeout
  }

  private static func ofLogs<Value>(
    _ key: String, _ variable: String, _ type: SettingType<Value>, _ other: String, _ summary: String
  ) -> Setting<Value?> {
    Setting(key, variable, .optional(type), default: nil, shown: "`\(other)`", summary)
  }
}

extension ServiceConfiguration.Telemetry.Breaker {
  static let failureThreshold = Setting(
    "telemetry.circuitBreaker.failureThreshold", "TELEMETRY_CB_FAILURE_THRESHOLD", .integer(1...100), default: 5,
    "Failed exports in a row after which a signal is not exported for a while.")
  static let recoveryTimeout = Setting(
    "telemetry.circuitBreaker.recoveryTimeoutMs", "TELEMETRY_CB_RECOVERY_TIMEOUT", .milliseconds(1000...600_000),
    default: .seconds(15), "Time from then to the first trial.")
  static let successThreshold = Setting(
    "telemetry.circuitBreaker.successThreshold", "TELEMETRY_CB_SUCCESS_THRESHOLD", .integer(1...20), default: 3,
    "Successes after which one failure does not end the trial.")

  init(from settings: inout SettingsReader) {
    failureThreshold = settings.value(of: Self.failureThreshold)
    recoveryTimeout = settings.value(of: Self.recoveryTimeout)
    successThreshold = settings.value(of: Self.successThreshold)
  }
}
