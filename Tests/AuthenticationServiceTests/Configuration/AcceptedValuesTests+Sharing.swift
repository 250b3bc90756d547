import AuthenticationCore
import AuthenticationService
import RedisClient

/// What replicas share, how, and who may look into it.
extension AcceptedValuesTests {
  static let redis: [AcceptedValue] = [
    .init("REDIS_URL", "rediss://redis/3", "redis:6379") { $0.redis.url.map { "\($0.address)" } ?? "none" },
    .init("REDIS_USERNAME", "tokens", "tokens") { $0.redis.username ?? "none" },
    .init("REDIS_PASSWORD", "a pass:word@", "a pass:word@") { $0.redis.password?.exposed ?? "none" },
    .init("REDIS_DB", "0", "0") { $0.redis.database.map(String.init) ?? "none" },
    .init("REDIS_DB", "15", "15") { $0.redis.database.map(String.init) ?? "none" },
    .init("REDIS_SENTINELS", "one", "[one:26379]") { "\($0.redis.sentinels)" },
    .init(
      "REDIS_SENTINELS", " one:1 ,, 10.0.0.2,[::1]:3,[2001:db8::4],",
      "[one:1, 10.0.0.2:26379, [::1]:3, [2001:db8::4]:26379]"
    ) {
      "\($0.redis.sentinels)"
    },
    .init("REDIS_SENTINEL_MASTER", "tokens", "tokens") { $0.redis.sentinelMaster },
    .init("REDIS_SENTINEL_USERNAME", "watcher", "watcher") { $0.redis.sentinelUsername ?? "none" },
    .init("REDIS_SENTINEL_PASSWORD", "s p", "s p") { $0.redis.sentinelPassword?.exposed ?? "none" },
    .init("REDIS_CLUSTER", "yes", "true") { "\($0.redis.isCluster)" },
    .init("REDIS_CLUSTER_REPLICA_READS", "on", "true") { "\($0.redis.readsFromReplicas)" },
    .init("REDIS_TLS_SERVER_NAME", "redis.example.com", "redis.example.com") { $0.redis.serverName ?? "none" },
    .init("REDIS_MAX_RETRIES", "1", "1") { "\($0.redis.maximumAttempts)" },
    .init("REDIS_MAX_RETRIES", "10", "10") { "\($0.redis.maximumAttempts)" },
    .init("REDIS_CONNECTION_TIMEOUT", "30000", "30.0 seconds") { "\($0.redis.connectionTimeout)" },
  ]

  static let sharing: [AcceptedValue] = [
    .init("HIGH_AVAILABILITY", "Yes", "true") { "\($0.cache.isHighlyAvailable)" },
    .init("CACHE_INVALIDATION_POLL_SECONDS", "1", "1.0 seconds") { "\($0.cache.invalidationInterval)" },
    .init("CACHE_INVALIDATION_POLL_SECONDS", "3600", "3600.0 seconds") { "\($0.cache.invalidationInterval)" },
    .init("CACHE_CB_ENABLED", "off", "none") { $0.cacheResilience.breaker.map { "\($0)" } ?? "none" },
    .init("CACHE_CB_FAILURE_THRESHOLD", "1", "1") { "\($0.cacheResilience.breaker?.failureThreshold ?? 0)" },
    .init("CACHE_CB_RESET_TIMEOUT", "1000", "1.0 seconds") { "\($0.cacheResilience.breaker?.resetTimeout ?? .zero)" },
    .init("CACHE_CB_SUCCESS_THRESHOLD", "20", "20") { "\($0.cacheResilience.breaker?.successThreshold ?? 0)" },
    .init("CACHE_RECONNECT_MAX_ATTEMPTS", "20", "20") { "\($0.cacheResilience.reconnect.maximumAttempts)" },
    .init("CACHE_RECONNECT_BASE_DELAY_MS", "50", "0.05 seconds") { "\($0.cacheResilience.reconnect.baseDelay)" },
    .init("CACHE_RECONNECT_MAX_DELAY_MS", "60000", "60.0 seconds") { "\($0.cacheResilience.reconnect.maximumDelay)" },
    .init("CACHE_RECONNECT_COOLDOWN_MS", "10000", "10.0 seconds") { "\($0.cacheResilience.reconnect.cooldown)" },
    .init("CACHE_HEALTH_MONITOR_ENABLED", "no", "false") { "\($0.cacheResilience.monitor.isEnabled)" },
    .init("CACHE_HEALTH_MONITOR_INTERVAL_MS", "1000", "1.0 seconds") { "\($0.cacheResilience.monitor.interval)" },
    .init("CACHE_HEALTH_MONITOR_UNHEALTHY_THRESHOLD", "20", "20") {
      "\($0.cacheResilience.monitor.unhealthyThreshold)"
    },
    .init("CACHE_HEALTH_MONITOR_HEALTHY_THRESHOLD", "1", "1") { "\($0.cacheResilience.monitor.healthyThreshold)" },
    .init("CACHE_HEALTH_MONITOR_PING_TIMEOUT_MS", "5000", "5.0 seconds") {
      "\($0.cacheResilience.monitor.pingTimeout)"
    },
    .init("CACHE_HEALTH_TTL_MS", "100", "0.1 seconds") { "\($0.cacheResilience.monitor.validity)" },
    .init("CACHE_TIMEOUT_GET_MS", "100", "0.1 seconds") { "\($0.cacheResilience.timeouts.get)" },
    .init("CACHE_TIMEOUT_SET_MS", "10000", "10.0 seconds") { "\($0.cacheResilience.timeouts.set)" },
    .init("CACHE_TIMEOUT_DELETE_MS", "100", "0.1 seconds") { "\($0.cacheResilience.timeouts.delete)" },
    .init("CACHE_TIMEOUT_SCAN_MS", "30000", "30.0 seconds") { "\($0.cacheResilience.timeouts.scan)" },
    .init("CACHE_TIMEOUT_PING_MS", "50", "0.05 seconds") { "\($0.cacheResilience.timeouts.ping)" },
    .init("CACHE_TIMEOUT_CONNECT_MS", "1000", "1.0 seconds") { "\($0.cacheResilience.timeouts.connect)" },
  ]

  static let management: [AcceptedValue] = [
    .init("MANAGEMENT_PORT", "1", "1") { $0.management.port.map(String.init) ?? "none" },
    .init("MANAGEMENT_PORT", "65535", "65535") { $0.management.port.map(String.init) ?? "none" },
    .init("MANAGEMENT_HOST", "::", "::") { $0.management.host },
    .init("MANAGEMENT_TOKEN", "s3cr3t", "s3cr3t") { $0.management.token?.exposed ?? "none" },
  ]
}
