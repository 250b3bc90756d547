/// Everything an operator can decide, as a tree of plain values.
///
/// It stands on four pillars, each with its own place:
///
/// 1. **Defaults** are part of the declarations, one ``Setting`` per variable, in the file of its group.
/// 2. **Environment mapping** is ``EnvironmentMapping``: which variable stands for which place in the tree.
/// 3. **Loading** is ``SettingsReader`` over ``SettingSources``: text becomes values, and every fault is kept. A variable
///    wins over the file that `<VARIABLE>_FILE` names, that one over `CONFIG_FILE`, that one over the default.
/// 4. **Validation** is ``ConfigurationRule``: what must hold between variables.
package struct ServiceConfiguration: Sendable {
  package var service: Service
  package var server: Server
  package var tls: TLS
  package var token: Token
  package var kong: Kong
  package var circuitBreaker: CircuitBreaker
  package var gateway: Gateway
  package var rateLimit: RateLimit
  package var cache: Cache
  package var redis: Redis
  package var cacheResilience: CacheResilience
  package var crossOrigin: CrossOrigin
  package var versions: Versions
  package var description: APIDescription
  package var logging: Logging
  package var telemetry: Telemetry
  package var metrics: Metrics
  package var shutdown: Shutdown
  package var management: Management
  package var process: Process
  /// What is checked and kept for later versions.
  package var reserved: Reserved
}

extension ServiceConfiguration {
  /// Loads and validates a configuration, see ``LoadedConfiguration/load(environment:)``.
  ///
  /// - Throws: all faults together.
  package static func load(environment: [String: String]) throws(ConfigurationFaults) -> ServiceConfiguration {
    try LoadedConfiguration.load(environment: environment).configuration
  }

  /// Every setting, in the order of the reference.
  package static let declarations: [SettingDeclaration] = {
    var settings = SettingsReader(environment: [:])
    _ = ServiceConfiguration(from: &settings)
    return settings.settings.map(\.declaration)
  }()

  init(from settings: inout SettingsReader) {
    service = Service(from: &settings, attributes: settings.preview(of: Telemetry.resourceAttributes))
    server = Server(from: &settings)
    tls = TLS(from: &settings)
    token = Token(from: &settings)
    kong = Kong(from: &settings)
    circuitBreaker = CircuitBreaker(lookupTimeout: kong.requestTimeout, from: &settings)
    gateway = Gateway(from: &settings)
    rateLimit = RateLimit(from: &settings)
    cache = Cache(from: &settings)
    redis = Redis(from: &settings)
    cacheResilience = CacheResilience(from: &settings)
    crossOrigin = CrossOrigin(from: &settings)
    versions = Versions(from: &settings)
    description = APIDescription(from: &settings)
    logging = Logging(from: &settings)
    telemetry = Telemetry(from: &settings)
    metrics = Metrics(from: &settings)
    shutdown = Shutdown(from: &settings)
    management = Management(from: &settings)
    process = Process(from: &settings)
    reserved = Reserved(from: &settings)
  }

  func brokenRules(besides settings: SettingsReader) -> [ConfigurationFault] {
    ConfigurationRule.all.compactMap { rule in
      guard !rule.variables.contains(where: settings.isFaulty), let complaint = rule.complaint(self) else { return nil }
      return ConfigurationFault(rule.variables[0], complaint)
    }
  }
}
