/// A configuration, how it came about, and what should be said about it.
package struct LoadedConfiguration: Sendable {
  package let configuration: ServiceConfiguration
  /// Every setting, in the order of the reference.
  package let settings: [ResolvedSetting]
  /// What is probably not meant as it stands.
  package let warnings: [ConfigurationWarning]
}

extension LoadedConfiguration {
  /// The variable that names a JSON file with settings.
  package static let fileVariable = "CONFIG_FILE"

  /// The file that an environment names; nil without one.
  package static func filePath(in environment: [String: String]) -> String? {
    environment[fileVariable]?.trimmedOrNil
  }

  /// Loads and validates a configuration from the variables of an environment and the files that they name.
  ///
  /// - Throws: all faults together.
  package static func load(environment: [String: String]) throws(ConfigurationFaults) -> LoadedConfiguration {
    let inspection = ConfigurationInspection(environment: environment)
    guard inspection.faults.isEmpty else { throw ConfigurationFaults(inspection.faults) }
    return inspection.outcome
  }
}

/// Everything that can be said about an environment as a configuration, be it valid or not.
package struct ConfigurationInspection: Sendable {
  package let faults: [ConfigurationFault]
  /// With stand-ins for what is faulty.
  let outcome: LoadedConfiguration

  /// What is probably not meant as it stands.
  package var warnings: [ConfigurationWarning] { outcome.warnings }

  package init(environment: [String: String]) {
    let (sources, fileFault) = SettingSources.reading(environment)
    var reader = SettingsReader(sources: sources)
    let configuration = ServiceConfiguration(from: &reader)
    // Without its file a configuration may look more wrong than it is, but never less.
    faults = [fileFault].compactMap(\.self) + reader.faults + configuration.brokenRules(besides: reader)
    outcome = LoadedConfiguration(
      configuration: configuration, settings: reader.settings,
      warnings: ConfigurationWarning.all(
        about: configuration, settings: reader.settings, environment: environment, file: sources.file))
  }
}
