import AuthenticationCore
import AuthenticationService

extension AcceptedValuesTests {
  static let telemetry: [AcceptedValue] =
    [
      .init("TELEMETRY_MODE", "console", "console") { $0.telemetry.mode?.rawValue ?? "unset" },
      .init("TELEMETRY_MODE", "otlp", "otlp") { $0.telemetry.mode?.rawValue ?? "unset" },
      .init("OTEL_SDK_DISABLED", "true", "true") { "\($0.telemetry.isDisabled)" },
      .init("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:4318/", "http://otel:4318") {
        $0.telemetry.export.endpoint.map { "\($0)" } ?? "none"
      },
      .init("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "http/json") { $0.telemetry.export.spelling.rawValue },
      .init("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip", "gzip") { $0.telemetry.export.compression.rawValue },
      .init("OTEL_EXPORTER_OTLP_HEADERS", "a=1, x-key = b%20c,", "a: 1; x-key: b c") {
        $0.telemetry.export.logs.headers.shown
      },
      .init("OTEL_EXPORTER_OTLP_TIMEOUT", "60000", "60.0 seconds") { "\($0.telemetry.export.metrics.timeout)" },
      .init("OTEL_TRACES_EXPORTER", "none", "false") { "\($0.telemetry.export.traces.isWanted)" },
      .init("OTEL_METRICS_EXPORTER", "none", "false") { "\($0.telemetry.export.metrics.isWanted)" },
      .init("OTEL_METRICS_EXPORTER", "prometheus", "false") { "\($0.telemetry.export.metrics.isWanted)" },
      .init("OTEL_LOGS_EXPORTER", "none", "false") { "\($0.telemetry.export.logs.isWanted)" },
      .init("OTEL_RESOURCE_ATTRIBUTES", "region=eu,zone=a%2Cb", "region=eu zone=a,b") { configuration in
        (configuration.telemetry.resourceAttributes?.pairs ?? []).map { "\($0.name)=\($0.value)" }.joined(
          separator: " ")
      },
      .init("OTEL_TRACES_SAMPLER", "traceidratio", "traceidratio") { $0.telemetry.sampling.rawValue },
      .init("OTEL_TRACES_SAMPLER_ARG", "0.01", "0.01") { "\($0.telemetry.samplingShare)" },
      .init("OTEL_METRIC_EXPORT_INTERVAL", "100", "0.1 seconds") { "\($0.telemetry.metricInterval)" },
      .init("OTEL_METRIC_EXPORT_TIMEOUT", "100", "0.1 seconds") { "\($0.telemetry.metricTimeout)" },
      .init("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "1", "1") { "\($0.telemetry.spans.size)" },
      .init("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "2", "2") { "\($0.telemetry.logs.size)" },
      .init("OTEL_BSP_MAX_QUEUE_SIZE", "50000", "50000") { "\($0.telemetry.spans.queue)" },
      .init("OTEL_BSP_SCHEDULE_DELAY", "10", "0.01 seconds") { "\($0.telemetry.spans.delay)" },
      .init("OTEL_BSP_EXPORT_TIMEOUT", "600000", "600.0 seconds") { "\($0.telemetry.spans.timeout)" },
      .init("OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", "3", "3") { "\($0.telemetry.logs.size)" },
      .init("OTEL_BLRP_MAX_QUEUE_SIZE", "50000", "50000") { "\($0.telemetry.logs.queue)" },
      .init("OTEL_BLRP_SCHEDULE_DELAY", "60000", "60.0 seconds") { "\($0.telemetry.logs.delay)" },
      .init("OTEL_BLRP_EXPORT_TIMEOUT", "100", "0.1 seconds") { "\($0.telemetry.logs.timeout)" },
      .init("MEMORY_GUARDIAN_HEAP_LIMIT_MB", "64", "67108864") { "\($0.telemetry.memoryLimit)" },
      .init("TELEMETRY_CB_FAILURE_THRESHOLD", "100", "100") { "\($0.telemetry.breaker.failureThreshold)" },
      .init("TELEMETRY_CB_RECOVERY_TIMEOUT", "1000", "1.0 seconds") { "\($0.telemetry.breaker.recoveryTimeout)" },
      .init("TELEMETRY_CB_SUCCESS_THRESHOLD", "20", "20") { "\($0.telemetry.breaker.successThreshold)" },
    ]
    + signal("TRACES") { $0.traces } + signal("METRICS") { $0.metrics } + signal("LOGS") { $0.logs }

  private static func signal(
    _ name: String,
    _ read:
      @escaping @Sendable (ServiceConfiguration.Telemetry.Export) ->
      ServiceConfiguration.Telemetry.Export.Signal
  ) -> [AcceptedValue] {
    [
      .init("OTEL_EXPORTER_OTLP_\(name)_ENDPOINT", "https://otel/in", "https://otel:443/in") {
        read($0.telemetry.export).endpoint.map { "\($0)" } ?? "none"
      },
      .init("OTEL_EXPORTER_OTLP_\(name)_TIMEOUT", "1000", "1.0 seconds") { "\(read($0.telemetry.export).timeout)" },
      .init("OTEL_EXPORTER_OTLP_\(name)_HEADERS", "a=b", "a: b") { read($0.telemetry.export).headers.shown },
    ]
  }
}

extension ExportHeaders? {
  fileprivate var shown: String {
    self?.fields.map { "\($0.name): \($0.value.exposed)" }.joined(separator: "; ") ?? "none"
  }
}
