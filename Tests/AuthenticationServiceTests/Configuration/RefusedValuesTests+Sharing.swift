/// What replicas share, how, and who may look into it.
extension RefusedValuesTests {
  static let cacheBounds: [(String, Int, Int)] = [
    ("CACHE_INVALIDATION_POLL_SECONDS", 1, 3600), ("CACHE_SNAPSHOT_INTERVAL_SECONDS", 10, 3600),
    ("REDIS_DB", 0, 15), ("REDIS_MAX_RETRIES", 1, 10), ("REDIS_CONNECTION_TIMEOUT", 1000, 30_000),
    ("CACHE_HEALTH_TTL_MS", 100, 60_000), ("CACHE_CB_FAILURE_THRESHOLD", 1, 100),
    ("CACHE_CB_RESET_TIMEOUT", 1000, 300_000), ("CACHE_CB_SUCCESS_THRESHOLD", 1, 20),
    ("CACHE_RECONNECT_MAX_ATTEMPTS", 1, 20), ("CACHE_RECONNECT_BASE_DELAY_MS", 50, 5000),
    ("CACHE_RECONNECT_MAX_DELAY_MS", 1000, 60_000), ("CACHE_RECONNECT_COOLDOWN_MS", 10_000, 300_000),
    ("CACHE_HEALTH_MONITOR_INTERVAL_MS", 1000, 60_000), ("CACHE_HEALTH_MONITOR_UNHEALTHY_THRESHOLD", 1, 20),
    ("CACHE_HEALTH_MONITOR_HEALTHY_THRESHOLD", 1, 20), ("CACHE_HEALTH_MONITOR_PING_TIMEOUT_MS", 100, 5000),
    ("CACHE_TIMEOUT_GET_MS", 100, 10_000), ("CACHE_TIMEOUT_SET_MS", 100, 10_000),
    ("CACHE_TIMEOUT_DELETE_MS", 100, 10_000), ("CACHE_TIMEOUT_SCAN_MS", 100, 30_000),
    ("CACHE_TIMEOUT_PING_MS", 50, 5000), ("CACHE_TIMEOUT_CONNECT_MS", 1000, 30_000), ("MANAGEMENT_PORT", 1, 65_535),
  ]

  static let sharing = urls + sentinels + others

  /// The forms of the URL are in `RedisURLTests`.
  static let urls: [RefusedValue] = [
    .init("REDIS_URL", "http://redis:6379", "must be a redis, rediss or unix URL, such as redis://redis:6379"),
    .init("REDIS_URL", "redis://", "must be a URL with a host"),
    .init("REDIS_URL", "redis://redis:99999", "must have a port from 1 to 65535"),
    .init("REDIS_URL_FILE", "/nowhere/at/all", "names a file that cannot be opened"),
  ]

  static let sentinels: [RefusedValue] =
    [
      "sentinel:0", "sentinel:65536", "sentinel:", "sentinel:port", ":26379", "::1", "[::1", "[]:26379", "[::1]26379",
      "redis://sentinel:26379", "one:1,two:x", "one/two",
    ].map {
      .init("REDIS_SENTINELS", $0, "must consist of host:port entries between commas, such as sentinel-0:26379")
    } + [
      .init("REDIS_SENTINELS", ", ,", "must have at least one entry between its commas"),
      .init("REDIS_SENTINELS", "one two:1", "must consist of visible ASCII characters without spaces"),
      .init("REDIS_SENTINELS", String(repeating: "a,", count: 65), "must have at most 64 entries"),
    ]

  static let others: [RefusedValue] = [
    .init("REDIS_USERNAME", "a\u{7}b", "must not contain control characters"),
    .init("REDIS_PASSWORD", "a\nb", "must not contain control characters"),
    .init("REDIS_PASSWORD", String(repeating: "a", count: 8193), "must have at most 8192 bytes"),
    .init("REDIS_SENTINEL_MASTER", "a\tb", "must not contain control characters"),
    .init("REDIS_SENTINEL_USERNAME", String(repeating: "a", count: 257), "must have at most 256 bytes"),
    .init("REDIS_SENTINEL_PASSWORD", "a\u{0}b", "must not contain control characters"),
    .init("REDIS_TLS_SERVER_NAME", "https://redis", "must be a host name or an IP address"),
    .init(
      "CACHE_ENCRYPTION_KEYS", "short",
      "must consist of keys of 32 bytes each, in Base64 or hexadecimal, between commas"),
    .init("MANAGEMENT_HOST", "a b", "must be a host name or an IP address"),
    .init("MANAGEMENT_TOKEN", "a b", "must consist of visible ASCII characters without spaces"),
  ]
}
