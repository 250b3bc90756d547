package import AuthenticationCore
package import RedisClient

extension ServiceConfiguration {
  /// What happens while the shared cache fails.
  package struct CacheResilience: Sendable, Equatable {
    /// Nil for no breaker.
    package var breaker: FailureStreakBreaker.Policy?
    package var reconnect: ReconnectPolicy
    package var monitor: CacheMonitorPolicy
    package var timeouts: CacheTimeouts
  }
}

/// When the shared cache counts as well, and how often it is asked.
package struct CacheMonitorPolicy: Sendable, Equatable {
  package var isEnabled = true
  package var interval = Duration.seconds(10)
  /// Failures in a row.
  package var unhealthyThreshold = 3
  /// Successes in a row.
  package var healthyThreshold = 2
  package var pingTimeout = Duration.milliseconds(500)
  /// How old a result may be when somebody asks for it and the monitor is off.
  package var validity = Duration.seconds(2)

  package init() {}
}

extension ServiceConfiguration.CacheResilience {
  static let breakerIsEnabled = Setting(
    "caching.resilience.circuitBreaker.enabled", "CACHE_CB_ENABLED", .boolean, default: true,
    "Whether Redis is left alone for a while when it fails too often.")
  static let failureThreshold = Setting(
    "caching.resilience.circuitBreaker.failureThreshold", "CACHE_CB_FAILURE_THRESHOLD", .integer(1...100), default: 5,
    "Failures in a row that trip its breaker.")
  static let resetTimeout = Setting(
    "caching.resilience.circuitBreaker.resetTimeoutMs", "CACHE_CB_RESET_TIMEOUT", .milliseconds(1000...300_000),
    default: .seconds(30), "Time from tripping to the first trial; a new connection ends it sooner.")
  static let successThreshold = Setting(
    "caching.resilience.circuitBreaker.successThreshold", "CACHE_CB_SUCCESS_THRESHOLD", .integer(1...20), default: 2,
    "Successes that close it.")
  static let maximumAttempts = Setting(
    "caching.resilience.reconnect.maxAttempts", "CACHE_RECONNECT_MAX_ATTEMPTS", .integer(1...20), default: 5,
    "Attempts to connect before the cooldown.")
  static let baseDelay = Setting(
    "caching.resilience.reconnect.baseDelayMs", "CACHE_RECONNECT_BASE_DELAY_MS", .milliseconds(50...5000),
    default: .milliseconds(100), "Wait after the first attempt; it doubles, and is shortened by up to a half by chance."
  )
  static let maximumDelay = Setting(
    "caching.resilience.reconnect.maxDelayMs", "CACHE_RECONNECT_MAX_DELAY_MS", .milliseconds(1000...60_000),
    default: .seconds(5), "Longest wait between two attempts; not less than the first one.")
  static let cooldown = Setting(
    "caching.resilience.reconnect.cooldownMs", "CACHE_RECONNECT_COOLDOWN_MS", .milliseconds(10_000...300_000),
    default: .seconds(60), "Time without attempts after the last one; the health monitor's questions are attempts, too."
  )
  static let monitorIsEnabled = Setting(
    "caching.resilience.healthMonitor.enabled", "CACHE_HEALTH_MONITOR_ENABLED", .boolean, default: true,
    "Whether Redis is asked for its health in the background.")
  static let monitorInterval = Setting(
    "caching.resilience.healthMonitor.intervalMs", "CACHE_HEALTH_MONITOR_INTERVAL_MS", .milliseconds(1000...60_000),
    default: .seconds(10), "Time between two questions.")
  static let unhealthyThreshold = Setting(
    "caching.resilience.healthMonitor.unhealthyThreshold", "CACHE_HEALTH_MONITOR_UNHEALTHY_THRESHOLD",
    .integer(1...20), default: 3, "Failures in a row that make it unhealthy.")
  static let healthyThreshold = Setting(
    "caching.resilience.healthMonitor.healthyThreshold", "CACHE_HEALTH_MONITOR_HEALTHY_THRESHOLD", .integer(1...20),
    default: 2, "Successes in a row that make it healthy again.")
  static let monitorPingTimeout = Setting(
    "caching.resilience.healthMonitor.pingTimeoutMs", "CACHE_HEALTH_MONITOR_PING_TIMEOUT_MS",
    .milliseconds(100...5000), default: .milliseconds(500), "Time for the answer.")
  static let validity = Setting(
    "caching.healthTtlMs", "CACHE_HEALTH_TTL_MS", .milliseconds(100...60_000), default: .seconds(2),
    "How long a finding about Redis is believed while the monitor is off; then the next `/health` asks anew.")

  init(from settings: inout SettingsReader) {
    settings.section = "Resilience of the shared cache"
    let isEnabled = settings.value(of: Self.breakerIsEnabled)
    var policy = FailureStreakBreaker.Policy()
    policy.failureThreshold = settings.value(of: Self.failureThreshold)
    policy.resetTimeout = settings.value(of: Self.resetTimeout)
    policy.successThreshold = settings.value(of: Self.successThreshold)
    breaker = isEnabled ? policy : nil
    reconnect = ReconnectPolicy()
    reconnect.maximumAttempts = settings.value(of: Self.maximumAttempts)
    reconnect.baseDelay = settings.value(of: Self.baseDelay)
    reconnect.maximumDelay = settings.value(of: Self.maximumDelay)
    reconnect.cooldown = settings.value(of: Self.cooldown)
    monitor = CacheMonitorPolicy()
    monitor.isEnabled = settings.value(of: Self.monitorIsEnabled)
    monitor.interval = settings.value(of: Self.monitorInterval)
    monitor.unhealthyThreshold = settings.value(of: Self.unhealthyThreshold)
    monitor.healthyThreshold = settings.value(of: Self.healthyThreshold)
    monitor.pingTimeout = settings.value(of: Self.monitorPingTimeout)
    monitor.validity = settings.value(of: Self.validity)
    timeouts = CacheTimeouts(from: &settings)
  }
}
