import AuthenticationCore

extension ServiceConfiguration.Reserved {
  /// How the shared cache is reached.
  static func checkRedis(_ settings: inout SettingsReader) {
    settings.section = "Redis"
    settings.reserveSecret("caching.redisPassword", "REDIS_PASSWORD", .password, "Password for Redis.")
    settings.reserve("caching.redisDb", "REDIS_DB", .integer(0...15), default: 0, "Number of the database.")
    settings.reserve(
      "caching.redisMaxRetries", "REDIS_MAX_RETRIES", .integer(1...10), default: 3, "Attempts of one command.")
    settings.reserve(
      "caching.redisConnectionTimeoutMs", "REDIS_CONNECTION_TIMEOUT", .milliseconds(1000...30_000),
      default: .seconds(5), "Time for a connection to come about.")
    settings.reserve(
      "caching.healthTtlMs", "CACHE_HEALTH_TTL_MS", .milliseconds(100...60_000), default: .seconds(2),
      "How long a result of a health check is believed.")
  }

  /// What happens while the shared cache fails; the first and the longest wait for a new connection.
  static func checkCacheResilience(_ settings: inout SettingsReader) -> (first: Duration, longest: Duration) {
    settings.section = "Resilience of the shared cache"
    settings.reserve(
      "caching.resilience.circuitBreaker.enabled", "CACHE_CB_ENABLED", .boolean, default: true,
      "Whether Redis is left alone for a while when it fails too often.")
    settings.reserve(
      "caching.resilience.circuitBreaker.failureThreshold", "CACHE_CB_FAILURE_THRESHOLD", .integer(1...100), default: 5,
      "Failures in a row that trip its breaker.")
    settings.reserve(
      "caching.resilience.circuitBreaker.resetTimeoutMs", "CACHE_CB_RESET_TIMEOUT", .milliseconds(1000...300_000),
      default: .seconds(30), "Time from tripping to the first trial.")
    settings.reserve(
      "caching.resilience.circuitBreaker.successThreshold", "CACHE_CB_SUCCESS_THRESHOLD", .integer(1...20), default: 2,
      "Successes that close it.")
    settings.reserve(
      "caching.resilience.reconnect.maxAttempts", "CACHE_RECONNECT_MAX_ATTEMPTS", .integer(1...20), default: 5,
      "Attempts to connect before the cooldown.")
    let first = settings.value(of: reconnectDelay)
    let longest = settings.value(of: maximumReconnectDelay)
    settings.reserve(
      "caching.resilience.reconnect.cooldownMs", "CACHE_RECONNECT_COOLDOWN_MS", .milliseconds(10_000...300_000),
      default: .seconds(60), "Time without attempts after the last one.")
    checkHealthMonitor(&settings)
    return (first, longest)
  }

  static let reconnectDelay = Setting(
    "caching.resilience.reconnect.baseDelayMs", "CACHE_RECONNECT_BASE_DELAY_MS", .milliseconds(50...5000),
    default: .milliseconds(100), "Wait after the first attempt; it doubles."
  ).withoutEffect
  static let maximumReconnectDelay = Setting(
    "caching.resilience.reconnect.maxDelayMs", "CACHE_RECONNECT_MAX_DELAY_MS", .milliseconds(1000...60_000),
    default: .seconds(5), "Longest wait between two attempts; not less than the first one."
  ).withoutEffect

  private static func checkHealthMonitor(_ settings: inout SettingsReader) {
    settings.reserve(
      "caching.resilience.healthMonitor.enabled", "CACHE_HEALTH_MONITOR_ENABLED", .boolean, default: true,
      "Whether Redis is asked for its health in the background.")
    settings.reserve(
      "caching.resilience.healthMonitor.intervalMs", "CACHE_HEALTH_MONITOR_INTERVAL_MS", .milliseconds(1000...60_000),
      default: .seconds(10), "Time between two questions.")
    settings.reserve(
      "caching.resilience.healthMonitor.unhealthyThreshold", "CACHE_HEALTH_MONITOR_UNHEALTHY_THRESHOLD",
      .integer(1...20), default: 3, "Failures in a row that make it unhealthy.")
    settings.reserve(
      "caching.resilience.healthMonitor.healthyThreshold", "CACHE_HEALTH_MONITOR_HEALTHY_THRESHOLD", .integer(1...20),
      default: 2, "Successes in a row that make it healthy again.")
    settings.reserve(
      "caching.resilience.healthMonitor.pingTimeoutMs", "CACHE_HEALTH_MONITOR_PING_TIMEOUT_MS",
      .milliseconds(100...5000), default: .milliseconds(500), "Time for the answer.")
  }

  /// Time for each command.
  static func checkCacheTimeouts(_ settings: inout SettingsReader) {
    let commands: [(name: String, range: ClosedRange<Int>, milliseconds: Int)] = [
      ("get", 100...10_000, 1000), ("set", 100...10_000, 2000), ("delete", 100...10_000, 1000),
      ("scan", 100...30_000, 5000), ("ping", 50...5000, 500), ("connect", 1000...30_000, 5000),
    ]
    for (name, range, milliseconds) in commands {
      settings.reserve(
        "caching.resilience.operationTimeouts.\(name)Ms", "CACHE_TIMEOUT_\(name.uppercased())_MS",
        .milliseconds(range), default: .milliseconds(milliseconds), "Time for `\(name.uppercased())`.")
    }
  }
}
