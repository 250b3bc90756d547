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
    ("KONG_CONNECT_TIMEOUT_MS", 50, 30_000), ("KONG_READ_TIMEOUT_MS", 50, 30_000),
    ("MAX_PENDING_LOOKUPS", 1, 1_000_000), ("KONG_SECRET_CREATION_MAX_RETRIES", 1, 10),
    ("CIRCUIT_BREAKER_TIMEOUT", 100, 10_000), ("CIRCUIT_BREAKER_RESET_TIMEOUT", 1000, 300_000),
    ("CIRCUIT_BREAKER_VOLUME_THRESHOLD", 1, 1000), ("CIRCUIT_BREAKER_ROLLING_COUNT_TIMEOUT", 1000, 60_000),
    ("CIRCUIT_BREAKER_ROLLING_COUNT_BUCKETS", 1, 50), ("STALE_DATA_TOLERANCE_MINUTES", 1, 240), ("REDIS_DB", 0, 15),
    ("REDIS_MAX_RETRIES", 1, 10), ("REDIS_CONNECTION_TIMEOUT", 1000, 30_000), ("CACHE_HEALTH_TTL_MS", 100, 60_000),
    ("CACHE_CB_FAILURE_THRESHOLD", 1, 100), ("CACHE_CB_RESET_TIMEOUT", 1000, 300_000),
    ("CACHE_CB_SUCCESS_THRESHOLD", 1, 20), ("CACHE_RECONNECT_MAX_ATTEMPTS", 1, 20),
    ("CACHE_RECONNECT_BASE_DELAY_MS", 50, 5000), ("CACHE_RECONNECT_MAX_DELAY_MS", 1000, 60_000),
    ("CACHE_RECONNECT_COOLDOWN_MS", 10_000, 300_000), ("CACHE_HEALTH_MONITOR_INTERVAL_MS", 1000, 60_000),
    ("CACHE_HEALTH_MONITOR_UNHEALTHY_THRESHOLD", 1, 20), ("CACHE_HEALTH_MONITOR_HEALTHY_THRESHOLD", 1, 20),
    ("CACHE_HEALTH_MONITOR_PING_TIMEOUT_MS", 100, 5000), ("CACHE_TIMEOUT_GET_MS", 100, 10_000),
    ("CACHE_TIMEOUT_SET_MS", 100, 10_000), ("CACHE_TIMEOUT_DELETE_MS", 100, 10_000),
    ("CACHE_TIMEOUT_SCAN_MS", 100, 30_000), ("CACHE_TIMEOUT_PING_MS", 50, 5000),
    ("CACHE_TIMEOUT_CONNECT_MS", 1000, 30_000), ("OTEL_EXPORTER_OTLP_TIMEOUT", 1000, 60_000),
    ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 1, 5000), ("OTEL_BSP_MAX_QUEUE_SIZE", 1, 50_000),
    ("TELEMETRY_CB_FAILURE_THRESHOLD", 1, 100), ("TELEMETRY_CB_RECOVERY_TIMEOUT", 1000, 600_000),
    ("TELEMETRY_CB_SUCCESS_THRESHOLD", 1, 20), ("TELEMETRY_CB_MONITORING_INTERVAL", 1000, 60_000),
    ("MEMORY_GUARDIAN_HEAP_LIMIT_MB", 64, 32_768), ("CONTINUOUS_PROFILING_THROTTLE_MINUTES", 1, 1440),
    ("CONTINUOUS_PROFILING_MAX_CONCURRENT", 1, 5), ("CONTINUOUS_PROFILING_BUFFER_SIZE", 10, 1000),
    ("MANAGEMENT_PORT", 1, 65_535),
  ]

  static let words: [(String, String, String)] = [
    ("CIRCUIT_BREAKER_ERROR_THRESHOLD", "0.5", "must be a number from 1 to 100"),
    ("CIRCUIT_BREAKER_ERROR_THRESHOLD", "100.1", "must be a number from 1 to 100"),
    ("CIRCUIT_BREAKER_ERROR_THRESHOLD", "nan", "must be a number from 1 to 100"),
    ("CIRCUIT_BREAKER_ERROR_THRESHOLD", "0x32", "must be a number from 1 to 100"),
    ("CIRCUIT_BREAKER_ERROR_THRESHOLD", "5e1", "must be a number from 1 to 100"),
    ("CIRCUIT_BREAKER_ENABLED", "enabled", "must be true"), ("KONG_AUTO_PROVISION", "ja", "must be true"),
    ("HIGH_AVAILABILITY", "yess", "must be true"), ("PROFILING_ENABLED", "2", "must be true"),
    ("REDIS_URL", "http://redis:6379", "must be a redis or rediss URL"),
    ("REDIS_URL", "redis:6379", "must be a URL with a host"), ("REDIS_URL", "redis://", "with a host"),
    ("REDIS_URL", "redis://redis:99999", "must have a port from 1 to 65535"),
    ("TELEMETRY_MODE", "none", "must be one of console, otlp, both"),
    ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "must be one of http/protobuf, http/json"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "otel:4318", "must be an http or https URL"),
    ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "otel", "must be an absolute http or https URL"),
    ("API_CONTACT_EMAIL", "team", "must be a mail address"), ("API_CONTACT_EMAIL", "a@b", "must be a mail address"),
    ("CACHE_ENCRYPTION_KEYS", "short", "32 bytes"),
    ("TOKEN_RENEWAL", "deny", "is not available in this version yet"), ("TOKEN_RENEWAL", "never", "must be one of"),
    ("MANAGEMENT_HOST", "a b", "must be a host name"), ("MANAGEMENT_TOKEN", "a b", "visible ASCII"),
  ]
}
