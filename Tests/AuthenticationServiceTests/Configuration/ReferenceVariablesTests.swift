import AuthenticationService
import Testing

/// Every variable that operators of the replaced service set today, by the list of that service.
///
/// `KONG_MODE`, which needs others, is in `RelationsTests`.
struct ReferenceVariablesTests {
  @Test(arguments: all) func `a variable of the replaced service is known, taken and shown`(
    variable: String, text: String
  ) throws {
    let environment = ServiceConfiguration.minimum.merging([variable: text]) { $1 }
    let before = try LoadedConfiguration.load(environment: ServiceConfiguration.minimum)
    let after = try LoadedConfiguration.load(environment: environment)
    let changed = zip(before.settings, after.settings).filter { $0.shown != $1.shown }.map(\.1)
    #expect(changed.contains { $0.declaration.variable == variable && $0.origin == .environment })
    #expect(!after.warnings.contains { $0.message.contains("not known") })
  }

  @Test func `the list is complete`() {
    #expect(Self.all.count == 90)
    #expect(Set(Self.all.map(\.0)).isSubset(of: EnvironmentMapping.keys.keys))
  }

  static let all = service + kong + cache + resilience + telemetry + document

  static let service = [
    ("PORT", "8080"), ("NODE_ENV", "staging"), ("MAX_REQUEST_BODY_SIZE", "2048"), ("REQUEST_TIMEOUT_MS", "120000"),
    ("KONG_JWT_AUTHORITY", "https://other.example.com"), ("KONG_JWT_AUDIENCE", "a, b"),
    ("KONG_JWT_ISSUER", "urn:issuer"), ("KONG_JWT_KEY_CLAIM_NAME", "kid"), ("JWT_EXPIRATION_MINUTES", "5"),
    ("API_V1_SUNSET_DATE", "2027-06-30"), ("API_V1_MIGRATION_URL", "https://e.org/v2"),
  ]

  static let kong = [
    ("KONG_ADMIN_URL", "http://other:8001"), ("KONG_ADMIN_TOKEN", "a-token"),
    ("CIRCUIT_BREAKER_ENABLED", "false"), ("CIRCUIT_BREAKER_TIMEOUT", "100"),
    ("CIRCUIT_BREAKER_ERROR_THRESHOLD", "12.5"), ("CIRCUIT_BREAKER_RESET_TIMEOUT", "1000"),
    ("CIRCUIT_BREAKER_VOLUME_THRESHOLD", "1000"), ("CIRCUIT_BREAKER_ROLLING_COUNT_TIMEOUT", "1000"),
    ("CIRCUIT_BREAKER_ROLLING_COUNT_BUCKETS", "1"), ("KONG_SECRET_CREATION_MAX_RETRIES", "1"),
    ("KONG_MAX_HEADER_LENGTH", "8192"),
  ]

  static let cache = [
    ("STALE_DATA_TOLERANCE_MINUTES", "1"), ("HIGH_AVAILABILITY", "true"), ("REDIS_URL", "redis://:secret@redis:6379/1"),
    ("REDIS_PASSWORD", "a pass:word@"), ("REDIS_DB", "15"), ("REDIS_MAX_RETRIES", "10"),
    ("REDIS_CONNECTION_TIMEOUT", "1000"), ("CACHE_HEALTH_TTL_MS", "100"), ("CACHE_MAX_MEMORY_ENTRIES", "100000"),
    ("CACHING_TTL_SECONDS", "60"),
  ]

  static let resilience = [
    ("CACHE_CB_ENABLED", "no"), ("CACHE_CB_FAILURE_THRESHOLD", "100"), ("CACHE_CB_RESET_TIMEOUT", "1000"),
    ("CACHE_CB_SUCCESS_THRESHOLD", "20"), ("CACHE_RECONNECT_MAX_ATTEMPTS", "20"),
    ("CACHE_RECONNECT_BASE_DELAY_MS", "50"), ("CACHE_RECONNECT_MAX_DELAY_MS", "1000"),
    ("CACHE_RECONNECT_COOLDOWN_MS", "10000"), ("CACHE_HEALTH_MONITOR_ENABLED", "0"),
    ("CACHE_HEALTH_MONITOR_INTERVAL_MS", "1000"), ("CACHE_HEALTH_MONITOR_UNHEALTHY_THRESHOLD", "20"),
    ("CACHE_HEALTH_MONITOR_HEALTHY_THRESHOLD", "20"), ("CACHE_HEALTH_MONITOR_PING_TIMEOUT_MS", "100"),
    ("CACHE_TIMEOUT_GET_MS", "100"), ("CACHE_TIMEOUT_SET_MS", "100"), ("CACHE_TIMEOUT_DELETE_MS", "100"),
    ("CACHE_TIMEOUT_SCAN_MS", "100"), ("CACHE_TIMEOUT_PING_MS", "50"), ("CACHE_TIMEOUT_CONNECT_MS", "30000"),
  ]

  static let telemetry = [
    ("OTEL_SERVICE_NAME", "tokens"), ("OTEL_SERVICE_VERSION", "9.9.9"), ("TELEMETRY_MODE", "otlp"),
    ("LOG_LEVEL", "debug"), ("LOGGING_BACKEND", "Winston"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:4318/"),
    ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://otel:4318/v1/traces"),
    ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://otel:4318/v1/metrics"),
    ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://otel:4318/v1/logs"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"),
    ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "512"), ("OTEL_BSP_MAX_QUEUE_SIZE", "50000"),
    ("TELEMETRY_CB_FAILURE_THRESHOLD", "100"), ("TELEMETRY_CB_RECOVERY_TIMEOUT", "600000"),
    ("TELEMETRY_CB_SUCCESS_THRESHOLD", "20"), ("TELEMETRY_CB_MONITORING_INTERVAL", "1000"),
    ("OTEL_RUNTIME_METRICS_ENABLED", "on"), ("MEMORY_GUARDIAN_HEAP_LIMIT_MB", "64"), ("PROFILING_ENABLED", "true"),
    ("CONTINUOUS_PROFILING_ENABLED", "true"), ("CONTINUOUS_PROFILING_AUTO_TRIGGER_ON_SLA", "false"),
    ("CONTINUOUS_PROFILING_THROTTLE_MINUTES", "1"), ("CONTINUOUS_PROFILING_OUTPUT_DIR", "/tmp/profiles"),
    ("CONTINUOUS_PROFILING_MAX_CONCURRENT", "5"), ("CONTINUOUS_PROFILING_BUFFER_SIZE", "10"),
    ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"), ("OTEL_RESOURCE_ATTRIBUTES", "team=platform"),
  ]

  static let document = [
    ("API_TITLE", "Tokens"), ("API_DESCRIPTION", "All of them"), ("API_VERSION", "3"), ("API_CONTACT_NAME", "Team"),
    ("API_CONTACT_EMAIL", "team@example.com"), ("API_LICENSE_NAME", "MIT"), ("API_LICENSE_IDENTIFIER", "MIT-0"),
    ("API_CORS_ORIGIN", "https://a.example"), ("API_CORS", "https://b.example"),
    ("API_CORS_ALLOW_HEADERS", "X-One"), ("API_CORS_ALLOW_METHODS", "GET"), ("API_CORS_MAX_AGE", "0"),
  ]
}
