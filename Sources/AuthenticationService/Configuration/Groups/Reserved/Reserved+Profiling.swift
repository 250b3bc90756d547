extension ServiceConfiguration.Reserved {
  /// Profiles of the running service.
  ///
  /// - Returns: Whether they are asked for.
  static func checkProfiling(_ settings: inout SettingsReader) -> Bool {
    settings.section = "Profiling"
    let isEnabled = settings.reserve(
      "profiling.enabled", "PROFILING_ENABLED", .boolean, default: false, "Whether profiles can be asked for.")
    settings.reserve(
      "continuousProfiling.enabled", "CONTINUOUS_PROFILING_ENABLED", .boolean, default: false,
      "Whether the service profiles itself.")
    settings.reserve(
      "continuousProfiling.autoTriggerOnSla", "CONTINUOUS_PROFILING_AUTO_TRIGGER_ON_SLA", .boolean, default: true,
      "Whether it does when requests take too long.")
    settings.reserve(
      "continuousProfiling.throttleMinutes", "CONTINUOUS_PROFILING_THROTTLE_MINUTES", .minutes(1...1440),
      default: .seconds(60 * 60), "Time between two such profiles.")
    settings.reserve(
      "continuousProfiling.outputDir", "CONTINUOUS_PROFILING_OUTPUT_DIR", .text(), shown: "`profiles/auto`",
      "Folder for them.")
    settings.reserve(
      "continuousProfiling.maxConcurrent", "CONTINUOUS_PROFILING_MAX_CONCURRENT", .integer(1...5), default: 1,
      "Profiles at a time.")
    settings.reserve(
      "continuousProfiling.bufferSize", "CONTINUOUS_PROFILING_BUFFER_SIZE", .integer(10...1000), default: 100,
      "Requests that are looked at to find out whether they take too long.")
    return isEnabled
  }
}
