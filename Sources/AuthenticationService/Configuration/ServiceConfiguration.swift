package import Configuration

/// Everything an operator can decide, as a tree of plain values.
///
/// It stands on four pillars, each with its own place:
///
/// 1. **Defaults** are part of the declarations, one ``Setting`` per variable, in the file of its group.
/// 2. **Environment mapping** is ``EnvironmentMapping``: which variable stands for which place in the tree.
/// 3. **Loading** is ``SettingsReader``: text becomes values, and every fault is kept.
/// 4. **Validation** is ``ConfigurationRule``: what must hold between variables.
package struct ServiceConfiguration: Sendable {
  package var service: Service
  package var server: Server
  package var token: Token
  package var kong: Kong
  package var gateway: Gateway
  package var cache: Cache
  package var crossOrigin: CrossOrigin
  package var versions: Versions
  package var logging: Logging
  package var shutdown: Shutdown
}

extension ServiceConfiguration {
  /// Loads and validates a configuration from the variables of an environment.
  ///
  /// Unknown variables are ignored. Without side effects, but for reading the files that `*_FILE` variables name.
  ///
  /// - Throws: all faults together.
  package static func load(environment: [String: String]) throws(ConfigurationFaults) -> ServiceConfiguration {
    try load(from: ConfigReader(provider: EnvironmentMapping.provider(over: environment)))
  }

  /// Loads and validates a configuration from any source.
  ///
  /// - Throws: all faults together.
  package static func load(from source: ConfigReader) throws(ConfigurationFaults) -> ServiceConfiguration {
    var settings = SettingsReader(source: source)
    let configuration = ServiceConfiguration(from: &settings)
    let faults = settings.faults + configuration.brokenRules(besides: settings)
    guard faults.isEmpty else { throw ConfigurationFaults(faults) }
    return configuration
  }

  /// Every variable that has an effect, in the order of the reference.
  package static var declarations: [SettingDeclaration] {
    var settings = SettingsReader(source: ConfigReader(provider: InMemoryProvider(values: [:])))
    _ = ServiceConfiguration(from: &settings)
    return settings.declarations
  }

  private init(from settings: inout SettingsReader) {
    service = Service(from: &settings)
    server = Server(from: &settings)
    token = Token(from: &settings)
    kong = Kong(from: &settings)
    gateway = Gateway(from: &settings)
    cache = Cache(from: &settings)
    crossOrigin = CrossOrigin(from: &settings)
    versions = Versions(from: &settings)
    logging = Logging(from: &settings)
    shutdown = Shutdown(from: &settings)
  }

  private func brokenRules(besides settings: SettingsReader) -> [ConfigurationFault] {
    ConfigurationRule.all.compactMap { rule in
      guard !rule.variables.contains(where: settings.isFaulty), let complaint = rule.complaint(self) else { return nil }
      return ConfigurationFault(rule.variables[0], complaint)
    }
  }
}
