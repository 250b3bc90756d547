extension ServiceConfiguration {
  /// What is written to the log.
  package struct Logging: Sendable, Equatable {
    package var threshold: LogThreshold
    /// Which exchanges have a line.
    package var access: AccessLogPolicy
    /// Nil for what suits the environment.
    package var style: LogStyle?
  }
}

extension ServiceConfiguration.Logging {
  static let threshold = Setting(
    "telemetry.logLevel", "LOG_LEVEL", .choice, default: LogThreshold.info, "The least severe line that is written."
  ).reloadable
  static let access = Setting(
    "telemetry.accessLog", "ACCESS_LOG", .accessLog, default: AccessLogPolicy.all,
    "Which requests have a line in the log, if `LOG_LEVEL` lets it through: all, those with a status of 400 or more, those and a "
      + "share of the others, or none.")

  static let style = Setting<LogStyle?>(
    "telemetry.logFormat", "LOG_FORMAT", .optional(.choice), default: nil,
    shown: "`ecs` in production and staging, else `text`",
    "How lines are written: as JSON in the fields of the Elastic Common Schema or of OpenTelemetry's log data model, or as text."
  )

  init(from settings: inout SettingsReader) {
    settings.section = "Logging"
    threshold = settings.value(of: Self.threshold)
    access = settings.value(of: Self.access)
    style = settings.value(of: Self.style)
  }
}
