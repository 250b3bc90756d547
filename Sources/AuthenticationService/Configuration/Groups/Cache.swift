extension ServiceConfiguration {
  /// How long credentials are remembered, and how many.
  package struct Cache: Sendable, Equatable {
    /// For credentials.
    package var timeToLive: Duration
    /// For the knowledge that a consumer has none; zero remembers nothing.
    package var negativeTimeToLive: Duration
    /// Consumers in memory.
    package var maximumEntries: Int
  }
}

extension ServiceConfiguration.Cache {
  static let timeToLive = Setting(
    "cache.timeToLive", "CACHING_TTL_SECONDS", .seconds(1...3600), default: .seconds(300),
    "How long a consumer's credentials are used without asking Kong again.")
  static let negativeTimeToLive = Setting(
    "cache.negativeTimeToLive", "KONG_NEGATIVE_CACHE_SECONDS", .seconds(0...300), default: .seconds(10),
    "How long an unknown consumer is refused without asking Kong again; 0 asks every time.")
  static let maximumEntries = Setting(
    "cache.maximumEntries", "CACHE_MAX_MEMORY_ENTRIES", .integer(100...1_000_000), default: 1000,
    "Consumers in memory; the least recently used one makes room.")

  init(from settings: inout SettingsReader) {
    settings.section = "Cache"
    timeToLive = settings.value(of: Self.timeToLive)
    negativeTimeToLive = settings.value(of: Self.negativeTimeToLive)
    maximumEntries = settings.value(of: Self.maximumEntries)
  }
}
