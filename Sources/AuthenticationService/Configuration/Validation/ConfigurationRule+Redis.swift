import RedisClient

extension ConfigurationRule {
  /// What the ways to the shared cache ask for.
  static let redis = [
    ConfigurationRule([Redis.sentinels.name, Redis.isCluster.name]) { configuration in
      configuration.redis.isCluster && !configuration.redis.sentinels.isEmpty
        ? "must not be set together with REDIS_CLUSTER: a cluster has no Sentinels" : nil
    },
    ConfigurationRule([Redis.database.name, Redis.url.name, "REDIS_URL_FILE", Redis.isCluster.name]) { configuration in
      let database = configuration.redis.database ?? configuration.redis.url?.database ?? 0
      return configuration.redis.isCluster && database != 0 ? "must be 0 with REDIS_CLUSTER=true" : nil
    },
    ConfigurationRule([Redis.url.name, "REDIS_URL_FILE", Redis.isCluster.name]) { configuration in
      guard configuration.redis.isCluster, case .unix? = configuration.redis.url?.address else { return nil }
      return "must be a redis or rediss URL with REDIS_CLUSTER=true"
    },
    ConfigurationRule([Management.port.name, Server.port.name]) { configuration in
      configuration.management.port == configuration.server.port
        ? "must not be the same as PORT: it is a port of its own" : nil
    },
    ConfigurationRule([Redis.clientCertificate.name, Redis.clientKey.name]) { configuration in
      switch (configuration.redis.clientCertificate, configuration.redis.clientKey) {
      case (.some, nil): "needs REDIS_CLIENT_KEY_FILE with its key"
      case (nil, .some): "is required when REDIS_CLIENT_KEY_FILE is set"
      case (let certificate?, let key?) where !key.isKey(of: certificate):
        "names a certificate that does not belong to the key of REDIS_CLIENT_KEY_FILE"
      default: nil
      }
    },
    ConfigurationRule([Resilience.baseDelay.name, Resilience.maximumDelay.name]) { configuration in
      let reconnect = configuration.cacheResilience.reconnect
      return reconnect.baseDelay > reconnect.maximumDelay
        ? "must not be greater than CACHE_RECONNECT_MAX_DELAY_MS; make it smaller, or that one greater" : nil
    },
  ]

  private typealias Management = ServiceConfiguration.Management
  private typealias Server = ServiceConfiguration.Server
  private typealias Redis = ServiceConfiguration.Redis
  private typealias Resilience = ServiceConfiguration.CacheResilience
}
