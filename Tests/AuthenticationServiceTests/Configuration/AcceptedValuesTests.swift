import AuthenticationCore
import AuthenticationService
import HTTPEdge
import Testing

struct AcceptedValuesTests {
  @Test(arguments: all) func `a value within its range is taken`(row: AcceptedValue) throws {
    let configuration = try ServiceConfiguration.load([row.variable: row.text])
    #expect(row.read(configuration) == row.expected)
  }

  @Test(arguments: ServiceConfiguration.declarations.filter(\.hasEffect).compactMap(\.variable))
  func `every variable that is said to have an effect has one`(variable: String) throws {
    let untouched = try ServiceConfiguration.load([:])
    let effective = Self.all.contains { row in row.variable == variable && row.read(untouched) != row.expected }
    #expect(effective != Self.elsewhere.contains(variable))
  }

  /// In `SecretFileTests`, `TLSFilesTests`, `ListenerTLSTests` and `RelationsTests`: they name files, or need another variable.
  static let elsewhere = [
    "CACHE_ENCRYPTION_KEYS_FILE", "CACHE_SNAPSHOT_FILE", "GATEWAY_SHARED_SECRETS_FILE", "KONG_ADMIN_TOKEN_FILE",
    "KONG_CA_FILE",
    "KONG_CLIENT_CERT_FILE", "KONG_CLIENT_KEY_FILE", "KONG_MODE", "MANAGEMENT_TOKEN_FILE",
    "OTEL_EXPORTER_OTLP_CERTIFICATE", "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "OTEL_EXPORTER_OTLP_CLIENT_KEY",
    "OTEL_EXPORTER_OTLP_HEADERS_FILE", "OTEL_EXPORTER_OTLP_LOGS_HEADERS_FILE",
    "OTEL_EXPORTER_OTLP_METRICS_HEADERS_FILE", "OTEL_EXPORTER_OTLP_TRACES_HEADERS_FILE", "REDIS_CA_FILE",
    "REDIS_CLIENT_CERT_FILE", "REDIS_CLIENT_KEY_FILE", "REDIS_PASSWORD_FILE", "REDIS_SENTINEL_PASSWORD_FILE",
    "REDIS_URL_FILE", "TLS_CERT_FILE", "TLS_CLIENT_AUTH", "TLS_CLIENT_CA_FILE", "TLS_KEY_FILE",
  ]

  static let all =
    service + server + tokens + kong + breaker + rest + redis + sharing + management + telemetry
    + description

  static let service: [AcceptedValue] = [
    .init("NODE_ENV", "local", "local") { $0.service.environment.rawValue },
    .init("NODE_ENV", "development", "development") { $0.service.environment.rawValue },
    .init("NODE_ENV", "staging", "staging") { $0.service.environment.rawValue },
    .init("NODE_ENV", " test ", "test") { $0.service.environment.rawValue },
    .init("ENVIRONMENT", "staging", "staging") { $0.service.environment.rawValue },
    .init("OTEL_SERVICE_NAME", "tokens", "tokens") { $0.service.name },
    .init("OTEL_SERVICE_VERSION", "9.9.9", "9.9.9") { $0.service.version },
    .init("LOG_LEVEL", "error", "error") { $0.logging.threshold.rawValue },
    .init("ACCESS_LOG", "errors", "errors") { "\($0.logging.access)" },
    .init("METRICS_CONSUMER_LABEL", "bounded", "bounded") { $0.metrics.consumerLabel.rawValue },
    .init("LOG_FORMAT", "otel", "otel") { $0.logging.style?.rawValue ?? "unset" },
    .init("LOG_LEVEL", "warn", "warn") { $0.logging.threshold.rawValue },
    .init("LOG_LEVEL", "debug", "debug") { $0.logging.threshold.rawValue },
    .init("LOG_LEVEL", "silent", "silent") { $0.logging.threshold.rawValue },
  ]

  static let server: [AcceptedValue] = [
    .init("HOST", "127.0.0.1", "127.0.0.1") { $0.server.host ?? "all" },
    .init("HOST", "::1", "::1") { $0.server.host ?? "all" },
    .init("PORT", "1", "1") { "\($0.server.port)" },
    .init("PORT", "65535", "65535") { "\($0.server.port)" },
    .init("PORT", " 8080\n", "8080") { "\($0.server.port)" },
    .init("PORT", "+8080", "8080") { "\($0.server.port)" },
    .init("PORT", "08080", "8080") { "\($0.server.port)" },
    .init("EVENT_LOOP_THREADS", "0", "0") { "\($0.server.eventLoopThreads)" },
    .init("EVENT_LOOP_THREADS", "256", "256") { "\($0.server.eventLoopThreads)" },
    .init("MAX_CONNECTIONS", "1", "1") { "\($0.server.maximumConnections)" },
    .init("MAX_CONNECTIONS", "1000000", "1000000") { "\($0.server.maximumConnections)" },
    .init("MAX_REQUEST_LINE_BYTES", "256", "256") { "\($0.server.maximumRequestLineBytes)" },
    .init("MAX_REQUEST_LINE_BYTES", "65536", "65536") { "\($0.server.maximumRequestLineBytes)" },
    .init("MAX_HEADER_BYTES", "16384", "16384") { "\($0.server.maximumHeaderBytes)" },
    .init("MAX_HEADER_BYTES", "1048576", "1048576") { "\($0.server.maximumHeaderBytes)" },
    .init("MAX_HEADER_COUNT", "16", "16") { "\($0.server.maximumHeaderCount)" },
    .init("MAX_HEADER_COUNT", "1000", "1000") { "\($0.server.maximumHeaderCount)" },
    .init("MAX_REQUEST_BODY_SIZE", "1024", "1024") { "\($0.server.maximumBodyBytes)" },
    .init("MAX_REQUEST_BODY_SIZE", "104857600", "104857600") { "\($0.server.maximumBodyBytes)" },
    .init("HEADER_READ_TIMEOUT_MS", "100", "0.1 seconds") { "\($0.server.headerReadTimeout)" },
    .init("HEADER_READ_TIMEOUT_MS", "300000", "300.0 seconds") { "\($0.server.headerReadTimeout)" },
    .init("IDLE_TIMEOUT_MS", "1000", "1.0 seconds") { "\($0.server.idleTimeout)" },
    .init("IDLE_TIMEOUT_MS", "3600000", "3600.0 seconds") { "\($0.server.idleTimeout)" },
    .init("REQUEST_TIMEOUT_MS", "1000", "1.0 seconds") { "\($0.server.requestTimeout)" },
    .init("REQUEST_TIMEOUT_MS", "300000", "300.0 seconds") { "\($0.server.requestTimeout)" },
    .init("TLS_MIN_VERSION", "1.3", "1.3") { $0.tls.minimumVersion.rawValue },
    .init("SHUTDOWN_DELAY_SECONDS", "1", "1.0 seconds") { "\($0.shutdown.delay)" },
    .init("SHUTDOWN_DELAY_SECONDS", "120", "120.0 seconds") { "\($0.shutdown.delay)" },
    .init("SHUTDOWN_TIMEOUT_SECONDS", "1", "1.0 seconds") { "\($0.shutdown.timeout)" },
    .init("SHUTDOWN_TIMEOUT_SECONDS", "300", "300.0 seconds") { "\($0.shutdown.timeout)" },
  ]

  static let tokens: [AcceptedValue] = [
    .init("KONG_JWT_AUTHORITY", "https://a.example/", "https://a.example/") { $0.token.issuer },
    .init("KONG_JWT_AUTHORITY", " , https://a.example , https://b.example", "https://a.example") { $0.token.issuer },
    .init("KONG_JWT_ISSUER", "urn:issuer", "urn:issuer") { $0.token.issuer },
    .init("KONG_JWT_ISSUER", ",first , second", "first") { $0.token.issuer },
    .init("KONG_JWT_AUDIENCE", "one", #"["one"]"#) { "\($0.token.audience)" },
    .init("KONG_JWT_AUDIENCE", " one,, two ,three,", #"["one", "two", "three"]"#) { "\($0.token.audience)" },
    .init("KONG_JWT_KEY_CLAIM_NAME", "kid", "kid") { $0.token.keyClaimName },
    .init("JWT_EXPIRATION_MINUTES", "1", "60.0 seconds") { "\($0.token.lifetime)" },
    .init("JWT_EXPIRATION_MINUTES", "60", "3600.0 seconds") { "\($0.token.lifetime)" },
    .init("JWT_NOT_BEFORE_SKEW_SECONDS", "0", "0.0 seconds") { "\($0.token.notBeforeSkew)" },
    .init("JWT_NOT_BEFORE_SKEW_SECONDS", "300", "300.0 seconds") { "\($0.token.notBeforeSkew)" },
    .init("JWT_UNIQUE_NAME_PREFIX", "example.com#", "example.com#") { $0.token.uniqueNamePrefix ?? "derived" },
    .init("JWT_VALIDATE_CLAIMS", "true", "true") { "\($0.token.validatesClaims)" },
    .init("JWT_VALIDATE_CLAIMS", "1", "true") { "\($0.token.validatesClaims)" },
    .init("JWT_VALIDATE_CLAIMS", "YES", "true") { "\($0.token.validatesClaims)" },
    .init("JWT_VALIDATE_CLAIMS", "On", "true") { "\($0.token.validatesClaims)" },
    .init("JWT_VALIDATE_CLAIMS", "False", "false") { "\($0.token.validatesClaims)" },
    .init("JWT_VALIDATE_CLAIMS", "0", "false") { "\($0.token.validatesClaims)" },
    .init("JWT_VALIDATE_CLAIMS", "no", "false") { "\($0.token.validatesClaims)" },
    .init("JWT_VALIDATE_CLAIMS", "OFF", "false") { "\($0.token.validatesClaims)" },
  ]

  static let kong: [AcceptedValue] = [
    .init("KONG_MODE", "API_GATEWAY", "API_GATEWAY") { $0.kong.mode.rawValue },
    .init("KONG_ADMIN_URL", "HTTPS://Kong.Example/base/", "https://kong.example:443/base") { "\($0.kong.adminURL)" },
    .init("KONG_ADMIN_TOKEN", "short", "short") { $0.kong.adminToken?.exposed ?? "none" },
    .init("KONG_MAX_HEADER_LENGTH", "64", "64") { "\($0.kong.maximumHeaderLength)" },
    .init("KONG_MAX_HEADER_LENGTH", "8192", "8192") { "\($0.kong.maximumHeaderLength)" },
    .init("KONG_REQUEST_TIMEOUT_MS", "100", "0.1 seconds") { "\($0.kong.requestTimeout)" },
    .init("KONG_REQUEST_TIMEOUT_MS", "30000", "30.0 seconds") { "\($0.kong.requestTimeout)" },
    .init("KONG_CONNECT_TIMEOUT_MS", "50", "0.05 seconds") { "\($0.kong.connectTimeout)" },
    .init("KONG_READ_TIMEOUT_MS", "30000", "30.0 seconds") { "\($0.kong.readTimeout)" },
    .init("MAX_PENDING_LOOKUPS", "1", "1") { "\($0.kong.maximumPendingLookups)" },
    .init("KONG_AUTO_PROVISION", "true", "true") { "\($0.kong.provisionsCredentials)" },
    .init("KONG_SECRET_CREATION_MAX_RETRIES", "10", "10") { "\($0.kong.maximumProvisioningAttempts)" },
    .init("KONG_ADMIN_ALLOW_SHORT_TOKEN", "true", "true") { "\($0.kong.allowsShortToken)" },
    .init("KONG_MAX_CONCURRENCY", "1", "1") { "\($0.kong.maximumConcurrency)" },
    .init("KONG_MAX_CONCURRENCY", "1000", "1000") { "\($0.kong.maximumConcurrency)" },
    .init("KONG_ADMIN_ALLOW_HTTP", "true", "true") { "\($0.kong.allowsHTTP)" },
    .init("KONG_ADMIN_ALLOW_LOOPBACK", "true", "true") { "\($0.kong.allowsLoopback)" },
    .init("KONG_ADMIN_ALLOW_NO_TOKEN", "true", "true") { "\($0.kong.allowsNoToken)" },
    .init("ALLOW_CORE_DUMPS", "on", "true") { "\($0.process.allowsCoreDumps)" },
    .init("ALLOW_UNVERIFIED_GATEWAY", "yes", "true") { "\($0.gateway.allowsUnverified)" },
    .init("GATEWAY_PROOF", "none", "none") { $0.gateway.proof?.rawValue ?? "undecided" },
    .init("RATE_LIMIT_PER_CONSUMER", "1000000", "Optional(1000000)") {
      "\(String(describing: $0.rateLimit.perConsumer))"
    },
    .init("TOKEN_RENEWAL", "deny", "deny") { $0.gateway.tokenRenewal.rawValue },
    .init("GATEWAY_SHARED_SECRETS", "0123456789abcdef, 0123456789abcdeg", "Optional(<redacted>)") {
      "\(String(describing: $0.gateway.sharedSecrets))"
    },
    .init("GATEWAY_ALLOWED_CIDRS", "10.0.0.0/8,FD00::/8,::ffff:192.0.2.0/120", "10.0.0.0/8, fd00::/8, 192.0.2.0/24") {
      ($0.gateway.allowedRanges?.all ?? []).map(\.description).joined(separator: ", ")
    },
    .init("KONG_REQUIRE_CREDENTIAL_IDENTIFIER", "yes", "true") { "\($0.gateway.requiresCredentialIdentifier)" },
    .init("KONG_ANONYMOUS_CONSUMER_ID", "a-b-c", "a-b-c") { $0.gateway.anonymousConsumerID ?? "none" },
  ]

  static let breaker: [AcceptedValue] = [
    .init("CIRCUIT_BREAKER_ENABLED", "no", "false") { "\($0.circuitBreaker.isEnabled)" },
    .init("CIRCUIT_BREAKER_TIMEOUT", "100", "0.1 seconds") { "\($0.circuitBreaker.getConsumerSecret.timeout)" },
    .init("CIRCUIT_BREAKER_TIMEOUT", "10000", "10.0 seconds") { "\($0.circuitBreaker.healthCheck.timeout)" },
    .init("KONG_REQUEST_TIMEOUT_MS", "700", "0.7 seconds") { "\($0.circuitBreaker.getConsumerSecret.timeout)" },
    .init("CIRCUIT_BREAKER_ERROR_THRESHOLD", "12.5", "12.5") { "\($0.lookups.failureRateThreshold)" },
    .init("CIRCUIT_BREAKER_ERROR_THRESHOLD", "100", "100.0") { "\($0.lookups.failureRateThreshold)" },
    .init("CIRCUIT_BREAKER_RESET_TIMEOUT", "1000", "1.0 seconds") { "\($0.lookups.resetTimeout)" },
    .init("CIRCUIT_BREAKER_VOLUME_THRESHOLD", "1000", "1000") { "\($0.lookups.volumeThreshold)" },
    .init("CIRCUIT_BREAKER_ROLLING_COUNT_TIMEOUT", "60000", "60.0 seconds") { "\($0.lookups.window)" },
    .init("CIRCUIT_BREAKER_ROLLING_COUNT_BUCKETS", "1", "1") { "\($0.lookups.buckets)" },
    .init("CIRCUIT_BREAKER_ROLLING_COUNT_BUCKETS", "50", "50") { "\($0.lookups.buckets)" },
  ]

  static let rest: [AcceptedValue] = [
    .init("STALE_DATA_TOLERANCE_MINUTES", "1", "60.0 seconds") { "\($0.cache.staleTolerance)" },
    .init("STALE_DATA_TOLERANCE_MINUTES", "240", "14400.0 seconds") { "\($0.cache.staleTolerance)" },
    .init("CACHING_TTL_SECONDS", "1", "1.0 seconds") { "\($0.cache.timeToLive)" },
    .init("CACHING_TTL_SECONDS", "3600", "3600.0 seconds") { "\($0.cache.timeToLive)" },
    .init("KONG_NEGATIVE_CACHE_SECONDS", "0", "0.0 seconds") { "\($0.cache.negativeTimeToLive)" },
    .init("KONG_NEGATIVE_CACHE_SECONDS", "300", "300.0 seconds") { "\($0.cache.negativeTimeToLive)" },
    .init("CACHE_MAX_MEMORY_ENTRIES", "100", "100") { "\($0.cache.maximumEntries)" },
    .init("CACHE_MAX_MEMORY_ENTRIES", "1000000", "1000000") { "\($0.cache.maximumEntries)" },
    .init("CACHE_SNAPSHOT_INTERVAL_SECONDS", "10", "10.0 seconds") { "\($0.cache.snapshotInterval)" },
    .init("CACHE_ENCRYPTION_KEYS", String(repeating: "0f", count: 32), "true") { "\($0.cache.encryptionKeys != nil)" },
    .init("CACHE_ENCRYPTION_KEYS", String(repeating: "A", count: 43), "true") { "\($0.cache.encryptionKeys != nil)" },
    .init("API_CORS_ORIGIN", "https://a.example", #"listed(["https://a.example"])"#) { "\($0.crossOrigin.origins)" },
    .init("API_CORS_ORIGIN", "https://a.example,*", "any") { "\($0.crossOrigin.origins)" },
    .init("API_CORS", "https://b.example", #"listed(["https://b.example"])"#) { "\($0.crossOrigin.origins)" },
    .init("API_CORS_ALLOW_HEADERS", "X-One,X-Two", #"["X-One", "X-Two"]"#) { "\($0.crossOrigin.allowedHeaders)" },
    .init("API_CORS_ALLOW_METHODS", "GET", #"["GET"]"#) { "\($0.crossOrigin.allowedMethods)" },
    .init("API_CORS_MAX_AGE", "0", "0.0 seconds") { "\($0.crossOrigin.maximumAge)" },
    .init("API_V1_SUNSET_DATE", "2027-06-30", "1814313600") { $0.versions.v1.sunset.map(String.init) ?? "open" },
    .init("API_V1_MIGRATION_URL", "https://e.org/a?b#c", "https://e.org/a?b#c") {
      $0.versions.v1.migrationURL ?? "none"
    },
    .init("API_V2_SUNSET_DATE", "2027-06-30", "1814313600") { $0.versions.v2.sunset.map(String.init) ?? "open" },
    .init("API_V2_MIGRATION_URL", "http://e.org", "http://e.org") { $0.versions.v2.migrationURL ?? "none" },
  ]
}

extension ServiceConfiguration {
  /// The rules for look-ups.
  fileprivate var lookups: CircuitBreakerPolicy { circuitBreaker.getConsumerSecret.policy }
}
