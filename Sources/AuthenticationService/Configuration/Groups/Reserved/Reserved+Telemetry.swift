import AuthenticationCore

extension ServiceConfiguration.Reserved {
  static let exportBatchSize = Setting(
    "telemetry.batchSize", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", .integer(1...5000), default: 128,
    "Records of one export; at most those that may wait."
  ).withoutEffect
  static let exportQueueSize = Setting(
    "telemetry.maxQueueSize", "OTEL_BSP_MAX_QUEUE_SIZE", .integer(1...50_000), default: 512,
    "Records that may wait for an export; further ones are dropped."
  ).withoutEffect

  /// Traces, metrics and logs on their way out; the size of a batch and of the queue before it.
  static func checkTelemetry(_ settings: inout SettingsReader) -> (batch: Int, queue: Int) {
    settings.section = "Telemetry"
    settings.reserve(
      "telemetry.mode", "TELEMETRY_MODE", .word("console", "otlp", "both"), default: "both",
      "Where traces, metrics and logs go.")
    settings.reserve(
      "telemetry.loggingBackend", "LOGGING_BACKEND", .text(), shown: "none",
      "Chose a library of the former service; accepted as it stands.")
    settings.reserve("telemetry.endpoint", "OTEL_EXPORTER_OTLP_ENDPOINT", .endpoint, "Base of the OTLP collector.")
    for signal in ["traces", "metrics", "logs"] {
      settings.reserve(
        "telemetry.\(signal)Endpoint", "OTEL_EXPORTER_OTLP_\(signal.uppercased())_ENDPOINT", .link,
        shown: "`OTEL_EXPORTER_OTLP_ENDPOINT` and `/v1/\(signal)`", "Where \(signal) go, used as it stands.")
    }
    settings.reserve(
      "telemetry.protocol", "OTEL_EXPORTER_OTLP_PROTOCOL", .word("http/protobuf", "http/json"),
      default: "http/protobuf", "How exports are spelled.")
    settings.reserveSecret(
      "telemetry.headers", "OTEL_EXPORTER_OTLP_HEADERS", .password,
      "Header fields of exports, `name=value` with commas.")
    settings.reserve(
      "telemetry.exportTimeoutMs", "OTEL_EXPORTER_OTLP_TIMEOUT", .milliseconds(1000...60_000), default: .seconds(10),
      "Time for one export.")
    let batch = settings.value(of: exportBatchSize)
    let queue = settings.value(of: exportQueueSize)
    settings.reserve(
      "telemetry.circuitBreaker.failureThreshold", "TELEMETRY_CB_FAILURE_THRESHOLD", .integer(1...100), default: 5,
      "Failures in a row that stop exports.")
    settings.reserve(
      "telemetry.circuitBreaker.recoveryTimeoutMs", "TELEMETRY_CB_RECOVERY_TIMEOUT", .milliseconds(1000...600_000),
      default: .seconds(60), "Time from then to the first trial.")
    settings.reserve(
      "telemetry.circuitBreaker.successThreshold", "TELEMETRY_CB_SUCCESS_THRESHOLD", .integer(1...20), default: 3,
      "Successes that start them again.")
    settings.reserve(
      "telemetry.circuitBreaker.monitoringIntervalMs", "TELEMETRY_CB_MONITORING_INTERVAL", .milliseconds(1000...60_000),
      default: .seconds(10), "Time between two looks at it.")
    settings.reserve(
      "telemetry.runtimeMetrics", "OTEL_RUNTIME_METRICS_ENABLED", .boolean, default: false,
      "Whether the process itself is measured.")
    settings.reserve(
      "telemetry.memoryLimitMb", "MEMORY_GUARDIAN_HEAP_LIMIT_MB", .integer(64...32_768), default: 512,
      "Megabytes of memory at which the service sheds load.")
    checkStandardVariables(&settings)
    return (batch, queue)
  }

  /// What OpenTelemetry defines for every program.
  private static func checkStandardVariables(_ settings: inout SettingsReader) {
    settings.reserve("telemetry.disabled", "OTEL_SDK_DISABLED", .boolean, default: false, "Switches telemetry off.")
    settings.reserve(
      "telemetry.resourceAttributes", "OTEL_RESOURCE_ATTRIBUTES", .text(upTo: 8192),
      "Attributes of the service, `name=value` with commas.")
    settings.reserve("telemetry.sampler", "OTEL_TRACES_SAMPLER", .text(upTo: 64), "Which traces are kept.")
    settings.reserve("telemetry.samplerArgument", "OTEL_TRACES_SAMPLER_ARG", .text(upTo: 64), "How many of them.")
    settings.reserve(
      "telemetry.metricIntervalMs", "OTEL_METRIC_EXPORT_INTERVAL", .milliseconds(1000...3_600_000),
      default: .seconds(60), "Time between two exports of metrics.")
  }
}
