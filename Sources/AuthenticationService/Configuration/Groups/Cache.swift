package import AuthenticationCore

extension ServiceConfiguration {
  /// How long credentials are remembered, how many, and where.
  package struct Cache: Sendable {
    /// For credentials.
    package var timeToLive: Duration
    /// For the knowledge that a consumer has none; zero remembers nothing.
    package var negativeTimeToLive: Duration
    /// How long credentials are used beyond their life while Kong cannot be asked.
    package var staleTolerance: Duration
    /// Consumers in memory.
    package var maximumEntries: Int
    /// Whether replicas share what they know.
    package var isHighlyAvailable: Bool
    /// How often a replica looks for what others have purged, in case it has not heard of it.
    package var invalidationInterval: Duration
    /// The file in which what is known waits for the next start; nil for none.
    package var snapshotFile: String?
    package var snapshotInterval: Duration
    /// What seals everything that leaves the process; nil while nothing does.
    package var encryptionKeys: SnapshotKeys?
  }
}

extension ServiceConfiguration.Cache {
  static let timeToLive = Setting(
    "caching.ttlSeconds", "CACHING_TTL_SECONDS", .seconds(1...3600), default: .seconds(300),
    "How long a consumer's credentials are used without asking Kong again."
  ).reloadable
  static let negativeTimeToLive = Setting(
    "caching.negativeTtlSeconds", "KONG_NEGATIVE_CACHE_SECONDS", .seconds(0...300), default: .seconds(10),
    "How long an unknown consumer is refused without asking Kong again; 0 asks every time."
  ).reloadable
  static let staleTolerance = Setting(
    "caching.staleToleranceMinutes", "STALE_DATA_TOLERANCE_MINUTES", .minutes(1...240), default: .seconds(30 * 60),
    "How long credentials are used beyond their life while Kong cannot be asked."
  ).reloadable
  static let maximumEntries = Setting(
    "caching.maxMemoryEntries", "CACHE_MAX_MEMORY_ENTRIES", .integer(100...1_000_000), default: 10_000,
    "Consumers in memory; the least recently used one makes room.")
  static let isHighlyAvailable = Setting(
    "caching.highAvailability", "HIGH_AVAILABILITY", .boolean, default: false,
    "Whether replicas share their cache; needs `REDIS_URL` or `REDIS_SENTINELS`.")
  static let invalidationInterval = Setting(
    "caching.invalidationPollSeconds", "CACHE_INVALIDATION_POLL_SECONDS", .seconds(1...3600), default: .seconds(10),
    "How often a replica looks for what others have purged, in case it has not heard of it.")
  static let snapshotFile = Setting<String?>(
    "caching.snapshotFile", "CACHE_SNAPSHOT_FILE", .optional(.text()), default: nil, shown: "none",
    "File that keeps what is known of consumers for the next start, sealed; needs `CACHE_ENCRYPTION_KEYS`.")
  static let snapshotInterval = Setting(
    "caching.snapshotIntervalSeconds", "CACHE_SNAPSHOT_INTERVAL_SECONDS", .seconds(10...3600), default: .seconds(300),
    "Time from one snapshot to the next; the last one is written at the end.")
  static let encryptionKeys = Setting<SnapshotKeys?>(
    "caching.encryptionKeys", "CACHE_ENCRYPTION_KEYS", .optional(.encryptionKeys), default: nil, shown: "none",
    isSecret: true, "Keys that seal what leaves the process (AES-256-GCM): the first seals, all open.")

  init(from settings: inout SettingsReader) {
    settings.section = "Cache"
    timeToLive = settings.value(of: Self.timeToLive)
    negativeTimeToLive = settings.value(of: Self.negativeTimeToLive)
    staleTolerance = settings.value(of: Self.staleTolerance)
    maximumEntries = settings.value(of: Self.maximumEntries)
    isHighlyAvailable = settings.value(of: Self.isHighlyAvailable)
    invalidationInterval = settings.value(of: Self.invalidationInterval)
    snapshotFile = settings.value(of: Self.snapshotFile)
    snapshotInterval = settings.value(of: Self.snapshotInterval)
    encryptionKeys = settings.secret(of: Self.encryptionKeys)
  }
}
