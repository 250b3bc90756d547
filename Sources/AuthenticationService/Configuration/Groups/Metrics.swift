extension ServiceConfiguration {
  /// What is measured.
  package struct Metrics: Sendable, Equatable {
    /// Whether single consumers have series.
    package var consumerLabel: ConsumerLabelPolicy
  }
}

extension ServiceConfiguration.Metrics {
  static let consumerLabel = Setting(
    "telemetry.metricsConsumerLabel", "METRICS_CONSUMER_LABEL", .choice, default: ConsumerLabelPolicy.off,
    "Whether `consumer_requests_total` counts requests by user name: not at all, or the first 1,000 names each, and all later ones in 256 "
      + "series that they share.")

  init(from settings: inout SettingsReader) {
    settings.section = "Metrics"
    consumerLabel = settings.value(of: Self.consumerLabel)
  }
}
