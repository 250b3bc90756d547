import Logging

/// How a running service comes by another configuration.
package struct ConfigurationReload: Sendable {
  /// What the process was started with.
  let initial: LoadedConfiguration
  let triggers: AsyncStream<ReloadTrigger>
  let load: @Sendable () throws(ConfigurationFaults) -> LoadedConfiguration
  let logLevel: LogLevelSwitch

  package init(
    _ initial: LoadedConfiguration, triggers: AsyncStream<ReloadTrigger>, logLevel: LogLevelSwitch,
    load: @escaping @Sendable () throws(ConfigurationFaults) -> LoadedConfiguration
  ) {
    self.initial = initial
    self.triggers = triggers
    self.load = load
    self.logLevel = logLevel
  }

  /// The part of the service that reloads, for what is to hear of it.
  func reloader(for components: ServiceComponents, logger: Logger) -> ConfigurationReloader {
    ConfigurationReloader(
      initial, triggers: triggers, load: load,
      apply: { [logLevel] configuration in
        logLevel.set(configuration.logging.threshold)
        components.adopt(configuration)
      }, logger: logger)
  }
}
