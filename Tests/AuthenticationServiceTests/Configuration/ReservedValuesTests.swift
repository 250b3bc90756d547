import AuthenticationService
import Testing

/// Settings of later versions are refused as strictly as they will be then.
struct ReservedValuesTests {
  @Test(arguments: numbers + words) func `a value out of its range is one fault`(
    variable: String, text: String, says: String
  ) {
    let faults = ServiceConfiguration.faults([variable: text])
    #expect(faults.map(\.variable) == [variable])
    #expect(faults.first?.message.contains(says) == true)
  }

  static let numbers: [(String, String, String)] = bounds.flatMap { variable, low, high in
    ["\(low - 1)", "\(high + 1)", "many"].map { (variable, $0, "must be an integer from \(low) to \(high)") }
  }

  static let bounds: [(String, Int, Int)] = [
    ("OTEL_EXPORTER_OTLP_TIMEOUT", 1000, 60_000), ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 1, 5000),
    ("OTEL_BSP_MAX_QUEUE_SIZE", 1, 50_000), ("TELEMETRY_CB_FAILURE_THRESHOLD", 1, 100),
    ("TELEMETRY_CB_RECOVERY_TIMEOUT", 1000, 600_000), ("TELEMETRY_CB_SUCCESS_THRESHOLD", 1, 20),
    ("TELEMETRY_CB_MONITORING_INTERVAL", 1000, 60_000), ("MEMORY_GUARDIAN_HEAP_LIMIT_MB", 64, 32_768),
    ("CONTINUOUS_PROFILING_THROTTLE_MINUTES", 1, 1440), ("CONTINUOUS_PROFILING_MAX_CONCURRENT", 1, 5),
    ("CONTINUOUS_PROFILING_BUFFER_SIZE", 10, 1000),
  ]

  static let words: [(String, String, String)] = [
    ("PROFILING_ENABLED", "2", "must be true"), ("TELEMETRY_MODE", "none", "must be one of console, otlp, both"),
    ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "must be http/protobuf or http/json: grpc is not available"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "otel:4318", "must be an http or https URL"),
    ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "otel", "must be an absolute http or https URL"),
    ("API_CONTACT_EMAIL", "team", "must be a mail address"), ("API_CONTACT_EMAIL", "a@b", "must be a mail address"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://user:word@otel", "must not carry user information"),
    ("OTEL_EXPORTER_OTLP_HEADERS", "secret", "must be name=value pairs"),
    ("OTEL_EXPORTER_OTLP_HEADERS", "a b=secret", "must have names that HTTP allows"),
    ("OTEL_EXPORTER_OTLP_HEADERS", "a=b%0D%0Asecret", "must have values of visible ASCII characters"),
    ("OTEL_EXPORTER_OTLP_HEADERS", "a=%zz", "must be percent-encoded"),
    ("OTEL_RESOURCE_ATTRIBUTES", "=b", "must have a name before each equals sign"),
    ("OTEL_TRACES_SAMPLER", "sometimes", "must be one of always_on"),
    ("OTEL_TRACES_SAMPLER_ARG", "2", "must be a number from 0 to 1"),
    ("OTEL_METRICS_EXPORTER", "console", "must be one of otlp, prometheus, none"),
    ("TOKEN_RENEWAL", "never", "must be one of allow, deny"),
  ]
}
