extension ServiceConfiguration {
  /// What is written to the log.
  package struct Logging: Sendable, Equatable {
    package var threshold: LogThreshold
  }
}

extension ServiceConfiguration.Logging {
  static let threshold = Setting(
    "telemetry.logLevel", "LOG_LEVEL", .choice, default: LogThreshold.info, "The least severe line that is written."
  ).reloadable

  init(from settings: inout SettingsReader) {
    settings.section = "Logging"
    threshold = settings.value(of: Self.threshold)
  }
}
