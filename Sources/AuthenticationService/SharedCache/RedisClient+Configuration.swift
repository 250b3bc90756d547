import AuthenticationCore
import NIOCore
import RedisClient

extension RedisClient {
  /// A client as an operator wants it; the configuration has a place to share things.
  ///
  /// - Throws: what is wrong with the files for TLS.
  init(
    _ configuration: ServiceConfiguration, on group: any EventLoopGroup,
    onEvent: @escaping @Sendable (RedisNode.Event) -> Void
  ) throws {
    let redis = configuration.redis
    let policy = configuration.cacheResilience.reconnect
    var limits = RedisLimits()
    limits.connectTimeout = min(redis.connectionTimeout, configuration.cacheResilience.timeouts.connect)
    let access = try RedisAccess(redis, clientName: configuration.service.name)
    let connector = RedisConnector(on: group, access: access, limits: limits)
    let topology: any RedisTopology
    switch (redis.sentinels.isEmpty, redis.url) {
    case (true, let url?) where redis.isCluster:
      topology = ClusterTopology(
        [url.address], connector: connector, policy: policy, readsFromReplicas: redis.readsFromReplicas,
        onEvent: onEvent)
    case (true, let url?):
      topology = StandaloneTopology(RedisNode(url.address, connector: connector, policy: policy, onEvent: onEvent))
    case (_, _):
      let entrance = RedisConnector(on: group, access: access.forSentinels(redis), limits: limits)
      topology = SentinelTopology(
        SentinelDirectory(redis.sentinels, master: redis.sentinelMaster, connector: entrance), connector: connector,
        policy: policy, onEvent: onEvent)
    }
    self.init(topology, connector: connector)
  }
}

extension RedisAccess {
  fileprivate init(_ redis: ServiceConfiguration.Redis, clientName: String) throws {
    self.init()
    username = redis.username ?? redis.url?.username
    password = redis.password?.exposed ?? redis.url?.password
    database = redis.database ?? redis.url?.database ?? 0
    // Spaces are not allowed in it.
    self.clientName = clientName.replacing(" ", with: "-")
    guard redis.url?.usesTLS == true else { return }
    tls = try RedisTLS(
      authorities: redis.authorities?.certificates ?? [],
      certificateChain: redis.clientCertificate?.certificates ?? [], privateKey: redis.clientKey?.key,
      serverName: redis.serverName)
  }

  /// The way into Sentinels: as somebody else, and to no database.
  fileprivate func forSentinels(_ redis: ServiceConfiguration.Redis) -> RedisAccess {
    var access = self
    access.username = redis.sentinelUsername
    access.password = redis.sentinelPassword?.exposed
    access.database = 0
    return access
  }
}
