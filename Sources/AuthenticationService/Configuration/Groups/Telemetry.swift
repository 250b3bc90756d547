extension ServiceConfiguration {
  /// What is told about the service to those who watch it, besides its log and `/metrics`.
  package struct Telemetry: Sendable {
    /// Nil when nobody has said.
    package var mode: TelemetryMode?
    /// Whether nothing is exported, whatever else is set.
    package var isDisabled: Bool
    package var resourceAttributes: KeyValueList?
    package var sampling: TraceSampling
    /// From 0 to 1.
    package var samplingShare: Double
    package var export: Export
    package var spans: Batches
    package var logs: Batches
    package var metricInterval: Duration
    package var metricTimeout: Duration
    package var breaker: Breaker
    /// Bytes of memory in use that count as all of it.
    package var memoryLimit: Int

    /// How much is exported at a time, and when.
    package struct Batches: Sendable, Equatable {
      package var size: Int
      package var queue: Int
      package var delay: Duration
      package var timeout: Duration
    }

    /// When a signal is given up for a while.
    package struct Breaker: Sendable, Equatable {
      package var failureThreshold: Int
      package var recoveryTimeout: Duration
      package var successThreshold: Int
    }
  }
}

extension ServiceConfiguration.Telemetry {
  static let mode = Setting<TelemetryMode?>(
    "telemetry.mode", "TELEMETRY_MODE", .optional(.choice), default: nil,
    shown: "`both` with an endpoint, else `console`",
    "Whether traces, metrics and logs go to a collector: `otlp` and `both` say yes, to `http://localhost:4318` if nothing else "
      + "is set; `console` says no. The log goes to standard output in either case.")
  static let isDisabled = Setting(
    "telemetry.disabled", "OTEL_SDK_DISABLED", .boolean, default: false,
    "Exports nothing and begins no trace; traces of others are passed on.")
  static let resourceAttributes = Setting<KeyValueList?>(
    "telemetry.resourceAttributes", "OTEL_RESOURCE_ATTRIBUTES", .optional(.keyValueList), default: nil, shown: "none",
    "Attributes of the service, such as `cloud.region=eu-west-1`; `OTEL_SERVICE_NAME` wins over a `service.name`.")
  static let sampling = Setting(
    "telemetry.sampler", "OTEL_TRACES_SAMPLER", .choice, default: TraceSampling.parentBasedAlwaysOn,
    "Which traces are kept; `parentbased_*` keeps what the caller keeps.")
  static let samplingShare = Setting(
    "telemetry.samplerArgument", "OTEL_TRACES_SAMPLER_ARG", .decimal(0...1), default: 1,
    "The share of traces that `traceidratio` keeps.")
  static let metricInterval = Setting(
    "telemetry.metricIntervalMs", "OTEL_METRIC_EXPORT_INTERVAL", .milliseconds(100...3_600_000), default: .seconds(30),
    "Time between two exports of metrics.")
  static let metricTimeout = Setting(
    "telemetry.metricTimeoutMs", "OTEL_METRIC_EXPORT_TIMEOUT", .milliseconds(100...600_000), default: .seconds(30),
    "Time for one export of metrics, all its attempts together.")

  static let memoryLimit = Setting(
    "telemetry.memoryLimitMb", "MEMORY_GUARDIAN_HEAP_LIMIT_MB", .integer(64...32_768), default: 512,
    "Megabytes of memory in use that `/health/telemetry` calls 100 %.")

  init(from settings: inout SettingsReader) {
    settings.section = "Telemetry"
    mode = settings.value(of: Self.mode)
    isDisabled = settings.value(of: Self.isDisabled)
    export = Export(from: &settings)
    spans = Batches(from: &settings)
    logs = Batches(logsAs: spans, from: &settings)
    metricInterval = settings.value(of: Self.metricInterval)
    metricTimeout = settings.value(of: Self.metricTimeout)
    resourceAttributes = settings.value(of: Self.resourceAttributes)
    sampling = settings.value(of: Self.sampling)
    samplingShare = settings.value(of: Self.samplingShare)
    breaker = Breaker(from: &settings)
    memoryLimit = settings.value(of: Self.memoryLimit) << 20
    Self.checkFormerSettings(&settings)
  }

  /// Settings of the replaced service that mean nothing here.
  private static func checkFormerSettings(_ settings: inout SettingsReader) {
    settings.reserve(
      "telemetry.loggingBackend", "LOGGING_BACKEND", .text(), shown: "none",
      "Chose a library of the former service; accepted as it stands.")
    settings.reserve(
      "telemetry.circuitBreaker.monitoringIntervalMs", "TELEMETRY_CB_MONITORING_INTERVAL", .milliseconds(1000...60_000),
      default: .seconds(10), "Time between two looks at a breaker; ours need none.")
    settings.reserve(
      "telemetry.runtimeMetrics", "OTEL_RUNTIME_METRICS_ENABLED", .boolean, default: false,
      "Whether the process itself is measured; it always is.")
  }
}
