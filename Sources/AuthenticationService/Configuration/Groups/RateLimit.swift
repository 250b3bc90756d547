extension ServiceConfiguration {
  /// How often consumers may ask.
  package struct RateLimit: Sendable, Equatable {
    /// Requests per minute, and at once; nil for any number.
    package var perConsumer: Int?
  }
}

extension ServiceConfiguration.RateLimit {
  static let perConsumer = Setting<Int?>(
    "rateLimit.perConsumer", "RATE_LIMIT_PER_CONSUMER", .optional(.integer(1...1_000_000)), default: nil, shown: "off",
    "Requests for `/tokens` and `/tokens/validate` that a consumer may make per minute, and at once, of each replica.")

  init(from settings: inout SettingsReader) {
    settings.section = "Rate limit"
    perConsumer = settings.value(of: Self.perConsumer)
  }
}
