import AuthenticationService
import Testing

/// One line of a table: the variable, a text that it refuses, and what is said about it.
struct RefusedValue: Sendable, CustomTestStringConvertible {
  let variable: String
  let text: String
  let message: String

  init(_ variable: String, _ text: String, _ message: String) {
    self.variable = variable
    self.text = text
    self.message = message
  }

  var testDescription: String { "\(variable)=\(text)" }
}

struct RefusedValuesTests {
  @Test(arguments: all) func `a value out of its range is one fault, which says what would be right`(row: RefusedValue)
  {
    #expect(
      ServiceConfiguration.faults([row.variable: row.text]) == [ConfigurationFault(row.variable, row.message)])
  }

  @Test func `all of them at once are all reported`() {
    var worst = Dictionary(Self.all.map { ($0.variable, $0.text as String?) }, uniquingKeysWith: { $1 })
    // Not read while their variables are set.
    for file in ["KONG_ADMIN_TOKEN_FILE", "REDIS_URL_FILE"] { worst.removeValue(forKey: file) }
    let faults = ServiceConfiguration.faults(worst)
    #expect(Set(faults.map(\.variable)) == Set(worst.keys))
    #expect(faults.count == worst.count)
  }

  @Test(arguments: all) func `a report never repeats a value`(row: RefusedValue) {
    let marker = "Xy7-quoted"
    let faults = ServiceConfiguration.faults([row.variable: "\(row.text)\(marker)\u{1}"])
    #expect(!faults.contains { $0.message.contains(marker) })
  }

  static let all = numbers + booleans + words + texts + links + decimals + sharing

  static let numbers: [RefusedValue] = (bounds + outageBounds + cacheBounds).flatMap { variable, low, high in
    ["\(low - 1)", "\(high + 1)", "\(low).5", "many", "0x10", "1e3", "99999999999999999999", "1 000", "-", "١٠"].map {
      RefusedValue(variable, $0, "must be an integer from \(low) to \(high)")
    }
  }

  static let bounds: [(String, Int, Int)] = [
    ("PORT", 1, 65_535), ("EVENT_LOOP_THREADS", 0, 256), ("MAX_CONNECTIONS", 1, 1_000_000),
    ("MAX_REQUEST_LINE_BYTES", 256, 65_536), ("MAX_HEADER_BYTES", 1024, 1_048_576), ("MAX_HEADER_COUNT", 16, 1000),
    ("MAX_REQUEST_BODY_SIZE", 1024, 104_857_600), ("HEADER_READ_TIMEOUT_MS", 100, 300_000),
    ("IDLE_TIMEOUT_MS", 1000, 3_600_000), ("REQUEST_TIMEOUT_MS", 1000, 300_000), ("JWT_EXPIRATION_MINUTES", 1, 60),
    ("JWT_NOT_BEFORE_SKEW_SECONDS", 0, 300), ("KONG_MAX_HEADER_LENGTH", 64, 8192),
    ("KONG_REQUEST_TIMEOUT_MS", 100, 30_000), ("KONG_MAX_CONCURRENCY", 1, 1000),
    ("RATE_LIMIT_PER_CONSUMER", 1, 1_000_000), ("CACHING_TTL_SECONDS", 1, 3600),
    ("KONG_NEGATIVE_CACHE_SECONDS", 0, 300), ("CACHE_MAX_MEMORY_ENTRIES", 100, 1_000_000),
    ("API_CORS_MAX_AGE", 0, 86_400), ("SHUTDOWN_DELAY_SECONDS", 0, 120), ("SHUTDOWN_TIMEOUT_SECONDS", 1, 300),
  ]

  static let booleans = [
    "JWT_VALIDATE_CLAIMS", "KONG_ADMIN_ALLOW_HTTP", "KONG_ADMIN_ALLOW_LOOPBACK", "KONG_ADMIN_ALLOW_NO_TOKEN",
    "ALLOW_CORE_DUMPS", "ALLOW_UNVERIFIED_GATEWAY", "KONG_REQUIRE_CREDENTIAL_IDENTIFIER", "KONG_AUTO_PROVISION",
    "CIRCUIT_BREAKER_ENABLED",
    "HIGH_AVAILABILITY", "REDIS_CLUSTER", "REDIS_CLUSTER_REPLICA_READS", "CACHE_CB_ENABLED",
    "CACHE_HEALTH_MONITOR_ENABLED",
  ].flatMap { variable in
    ["maybe", "2", "y", "truee", "\"true\""].map {
      RefusedValue(variable, $0, "must be true, 1, yes or on, or false, 0, no or off")
    }
  }

  static let words: [RefusedValue] = [
    .init("NODE_ENV", "prod", "must be one of local, development, staging, production, test"),
    .init("TLS_MIN_VERSION", "1.1", "must be one of 1.2, 1.3"),
    .init("TLS_MIN_VERSION", "TLSv1.2", "must be one of 1.2, 1.3"),
    .init("TLS_CLIENT_AUTH", "none", "must be one of optional, required"),
    .init("NODE_ENV", "Production", "must be one of local, development, staging, production, test"),
    .init("ENVIRONMENT", "live", "must be one of local, development, staging, production, test"),
    .init("LOG_LEVEL", "verbose", "must be one of error, warn, info, debug, silent"),
    .init("METRICS_CONSUMER_LABEL", "all", "must be one of off, bounded"),
    .init("LOG_LEVEL", "INFO", "must be one of error, warn, info, debug, silent"),
    .init("KONG_MODE", "konnect", "must be one of API_GATEWAY, KONNECT"),
    .init("GATEWAY_PROOF", "trust", "must be one of none, shared-secret, mtls, network"),
    .init("GATEWAY_PROOF", "mtls", "needs TLS_CERT_FILE, TLS_KEY_FILE and TLS_CLIENT_CA_FILE to be mtls"),
    .init("GATEWAY_SHARED_SECRETS", "a secret with spaces", "must consist of visible ASCII characters without spaces"),
    .init("GATEWAY_SHARED_SECRETS", "fifteen-letters", "must have at least 16 characters in each secret"),
    .init(
      "GATEWAY_SHARED_SECRETS", "0123456789abcdef, fifteen-letters", "must have at least 16 characters in each secret"),
    .init(
      "GATEWAY_SHARED_SECRETS", "0123456789abcdef,0123456789abcdeg,0123456789abcdeh",
      "must have at most two secrets, the old one and the new one"),
    .init("GATEWAY_SHARED_SECRETS", String(repeating: "x", count: 257), "must have at most 256 characters"),
    .init("GATEWAY_SHARED_SECRETS", ",", "must have at least one entry between its commas"),
    .init(
      "GATEWAY_ALLOWED_CIDRS", "10.1.2.3/8",
      "must not have an address with bits beyond its prefix: the range is 10.0.0.0/8"),
    .init("GATEWAY_ALLOWED_CIDRS", "10.0.0.0", AddressRangeTests.refusal),
  ]

  static let texts: [RefusedValue] = [
    .init("KONG_JWT_AUTHORITY", " , ,", "must have at least one entry between its commas"),
    .init("KONG_JWT_ISSUER", ",", "must have at least one entry between its commas"),
    .init("KONG_JWT_ISSUER", "a\u{0}b", "must not contain control characters"),
    .init("KONG_JWT_AUDIENCE", ",,", "must have at least one entry between its commas"),
    .init("KONG_JWT_AUDIENCE", String(repeating: "a,", count: 65), "must have at most 64 entries"),
    .init("KONG_JWT_AUDIENCE", "one,t\u{7F}wo", "must not contain control characters"),
    .init(
      "KONG_JWT_KEY_CLAIM_NAME", "iss",
      "must not be one of the claims that every token has: sub, jti, iat, nbf, exp, iss, aud, name, unique_name"),
    .init("KONG_JWT_KEY_CLAIM_NAME", "a\nb", "must not contain control characters"),
    .init("JWT_UNIQUE_NAME_PREFIX", "a\u{1B}[2J", "must not contain control characters"),
    .init("KONG_ADMIN_TOKEN", "two words", "must consist of visible ASCII characters without spaces"),
    .init("KONG_ADMIN_TOKEN", "line\r\nX-Evil: 1", "must consist of visible ASCII characters without spaces"),
    .init("KONG_ADMIN_TOKEN", "schlüssel", "must consist of visible ASCII characters without spaces"),
    .init("KONG_ANONYMOUS_CONSUMER_ID", String(repeating: "a", count: 257), "must have at most 256 bytes"),
    .init("KONG_ADMIN_TOKEN", String(repeating: "a", count: 8193), "must have at most 8192 characters"),
    .init("HOST", "all interfaces", "must be a host name or an IP address"),
    .init("HOST", "http://0.0.0.0", "must be a host name or an IP address"),
    .init("OTEL_SERVICE_NAME", "a\tb", "must not contain control characters"),
    .init("OTEL_SERVICE_VERSION", "1\n2", "must not contain control characters"),
    .init("API_CORS_ORIGIN", "https://a.example b", "must consist of visible ASCII characters without spaces"),
    .init("API_CORS", "\u{E9}", "must consist of visible ASCII characters without spaces"),
    .init("API_CORS_ALLOW_HEADERS", "X-One,X Two", "must consist of letters, digits and !#$%&'*+-.^_`|~"),
    .init("API_CORS_ALLOW_METHODS", "GET;POST", "must consist of letters, digits and !#$%&'*+-.^_`|~"),
  ]

  static let links: [RefusedValue] = [
    .init("API_V1_MIGRATION_URL", "/docs/v2", "must be an absolute http or https URL"),
    .init("API_V2_MIGRATION_URL", "ftp://e.org", "must be an absolute http or https URL"),
    .init("API_V1_MIGRATION_URL", "https://e.org/<a>", "must be an absolute http or https URL"),
    .init("API_V1_SUNSET_DATE", "soon", "must be a date of UTC such as 2027-06-30 or 2027-06-30T12:00:00Z"),
    .init("API_V2_SUNSET_DATE", "2027-02-29", "must be a date of UTC such as 2027-06-30 or 2027-06-30T12:00:00Z"),
    .init("KONG_ADMIN_URL", "kong:8001", "must be an http or https URL"),
    .init("KONG_ADMIN_TOKEN_FILE", "/nowhere/at/all", "names a file that cannot be opened"),
  ]
}
