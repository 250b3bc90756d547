package import AuthenticationCore
package import RedisClient

extension ServiceConfiguration {
  /// How the servers of the shared cache are reached, and as whom.
  package struct Redis: Sendable {
    /// Nil without a place.
    package var url: RedisURL?
    package var username: String?
    package var password: Secret?
    /// Wins over that of the URL.
    package var database: Int?
    /// Who knows where the master is; empty without Sentinels.
    package var sentinels: [RedisAddress]
    package var sentinelMaster: String
    package var sentinelUsername: String?
    package var sentinelPassword: Secret?
    package var isCluster: Bool
    package var readsFromReplicas: Bool
    package var authorities: CertificateFile?
    package var clientCertificate: CertificateFile?
    package var clientKey: PrivateKeyFile?
    package var serverName: String?
    /// Attempts of one write.
    package var maximumAttempts: Int
    package var connectionTimeout: Duration
  }
}

extension ServiceConfiguration.Redis {
  static let url = Setting<RedisURL?>(
    "caching.redisUrl", "REDIS_URL", .optional(.redisURL), default: nil, shown: "none", isSecret: true,
    "Redis or Valkey for the shared cache: `redis://user:password@host:port/database`, `rediss://` for TLS, "
      + "`unix:///path` for a socket.")
  static let username = Setting<String?>(
    "caching.redisUsername", "REDIS_USERNAME", .optional(.text(upTo: 256)), default: nil, shown: "that of `REDIS_URL`",
    "User of its access control list; wins over the URL's.")
  static let password = Setting<Secret?>(
    "caching.redisPassword", "REDIS_PASSWORD", .optional(.password), default: nil, shown: "that of `REDIS_URL`",
    isSecret: true, "Password; wins over the URL's.")
  static let database = Setting<Int?>(
    "caching.redisDb", "REDIS_DB", .optional(.integer(0...15)), default: nil, shown: "that of `REDIS_URL`, else 0",
    "Number of the database; wins over the URL's.")
  static let sentinels = Setting<[RedisAddress]>(
    "caching.redisSentinels", "REDIS_SENTINELS", .redisAddresses(port: 26_379), default: [], shown: "none",
    "Sentinels that know where the master is, `host:port` each; `REDIS_URL` then says how the master is entered, its host "
      + "is not used.")
  static let sentinelMaster = Setting(
    "caching.redisSentinelMaster", "REDIS_SENTINEL_MASTER", .text(upTo: 256), default: "mymaster",
    "What the Sentinels call the master.")
  static let sentinelUsername = Setting<String?>(
    "caching.redisSentinelUsername", "REDIS_SENTINEL_USERNAME", .optional(.text(upTo: 256)), default: nil,
    shown: "none", "User of the Sentinels themselves.")
  static let sentinelPassword = Setting<Secret?>(
    "caching.redisSentinelPassword", "REDIS_SENTINEL_PASSWORD", .optional(.password), default: nil, shown: "none",
    isSecret: true, "Password of the Sentinels themselves.")
  static let isCluster = Setting(
    "caching.redisCluster", "REDIS_CLUSTER", .boolean, default: false,
    "Whether `REDIS_URL` names a server of a cluster; the others are found out.")
  static let readsFromReplicas = Setting(
    "caching.redisClusterReplicaReads", "REDIS_CLUSTER_REPLICA_READS", .boolean, default: false,
    "Whether replicas of a cluster answer reads, a moment behind their primaries.")
  static let authorities = Setting<CertificateFile?>(
    "caching.redisCaFile", "REDIS_CA_FILE", .optional(.certificates), default: nil, shown: "those of the system",
    "File with the authorities that may vouch for Redis, in place of those of the system.")
  static let clientCertificate = Setting<CertificateFile?>(
    "caching.redisClientCertFile", "REDIS_CLIENT_CERT_FILE", .optional(.certificates), default: nil, shown: "none",
    "File with our certificate for Redis and its intermediates; needs `REDIS_CLIENT_KEY_FILE`.")
  static let clientKey = Setting<PrivateKeyFile?>(
    "caching.redisClientKeyFile", "REDIS_CLIENT_KEY_FILE", .optional(.privateKey), default: nil, shown: "none",
    "File with the key of that certificate, without a passphrase.")
  static let serverName = Setting<String?>(
    "caching.redisTlsServerName", "REDIS_TLS_SERVER_NAME", .optional(.host), default: nil,
    shown: "the host that is connected to", "Name that the certificate of Redis must bear.")
  static let maximumAttempts = Setting(
    "caching.redisMaxRetries", "REDIS_MAX_RETRIES", .integer(1...10), default: 3,
    "Attempts of one write, in the background; a read has one.")
  static let connectionTimeout = Setting(
    "caching.redisConnectionTimeoutMs", "REDIS_CONNECTION_TIMEOUT", .milliseconds(1000...30_000), default: .seconds(5),
    "Time for a connection to come about; the shorter one of this and `CACHE_TIMEOUT_CONNECT_MS` counts.")

  init(from settings: inout SettingsReader) {
    settings.section = "Redis"
    url = settings.secret(of: Self.url)
    username = settings.value(of: Self.username)
    password = settings.secret(of: Self.password)
    database = settings.value(of: Self.database)
    sentinels = settings.value(of: Self.sentinels)
    sentinelMaster = settings.value(of: Self.sentinelMaster)
    sentinelUsername = settings.value(of: Self.sentinelUsername)
    sentinelPassword = settings.secret(of: Self.sentinelPassword)
    isCluster = settings.value(of: Self.isCluster)
    readsFromReplicas = settings.value(of: Self.readsFromReplicas)
    authorities = settings.value(of: Self.authorities)
    clientCertificate = settings.value(of: Self.clientCertificate)
    clientKey = settings.value(of: Self.clientKey)
    serverName = settings.value(of: Self.serverName)
    maximumAttempts = settings.value(of: Self.maximumAttempts)
    connectionTimeout = settings.value(of: Self.connectionTimeout)
  }

  /// Whether there is a place to share anything.
  package var hasPlace: Bool { url != nil || !sentinels.isEmpty }
}
