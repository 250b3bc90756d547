import Events
package import Logging
import ServiceLifecycle

/// Loads the configuration again when told to, and hands over what a running process can take.
///
/// A configuration with faults changes nothing. What has changed but waits for a restart is named once.
package struct ConfigurationReloader: Service {
  private let initial: LoadedConfiguration
  private let triggers: AsyncStream<ReloadTrigger>
  private let load: @Sendable () throws(ConfigurationFaults) -> LoadedConfiguration
  private let apply: @Sendable (ServiceConfiguration) -> Void
  private let logger: Logger

  /// Makes a reloader.
  ///
  /// - Parameters:
  ///   - initial: what the process was started with.
  ///   - triggers: each one is a reason to load again.
  ///   - load: loads as at the start.
  ///   - apply: takes a valid configuration whose parts that cannot change are those of before.
  package init(
    _ initial: LoadedConfiguration, triggers: AsyncStream<ReloadTrigger>,
    load: @escaping @Sendable () throws(ConfigurationFaults) -> LoadedConfiguration,
    apply: @escaping @Sendable (ServiceConfiguration) -> Void, logger: Logger
  ) {
    self.initial = initial
    self.triggers = triggers
    self.load = load
    self.apply = apply
    self.logger = logger
  }

  /// Serves triggers until the graceful shutdown.
  package func run() async {
    var current = initial
    var waiting: [String] = []
    for await trigger in triggers.cancelOnGracefulShutdown() {
      do throws(ConfigurationFaults) {
        let change = ConfigurationChange(from: current, to: try load())
        // What is said to hold holds.
        if !change.applied.isEmpty { apply(change.result.configuration) }
        report(change, because: trigger, besides: current.warnings)
        if change.needsRestart != waiting { reportWaiting(change.needsRestart) }
        waiting = change.needsRestart
        current = change.result
      } catch {
        report(error, because: trigger)
      }
    }
  }

  private func report(
    _ change: ConfigurationChange, because trigger: ReloadTrigger, besides known: [ConfigurationWarning]
  ) {
    for warning in change.result.warnings where !known.contains(warning) {
      logger.warning(.configurationWarning, "\(warning)")
    }
    let applied = change.applied.isEmpty ? "nothing" : change.applied.joined(separator: ", ")
    logger.notice(
      .configurationReloaded, "Configuration reloaded", ["applied": "\(applied)", "trigger": "\(trigger.rawValue)"])
  }

  private func reportWaiting(_ settings: [String]) {
    guard !settings.isEmpty else {
      logger.notice(.configurationWaitsNoMore, "No changed setting waits for a restart any more")
      return
    }
    logger.warning(
      .configurationWaits, "Changed settings wait for a restart", ["settings": "\(settings.joined(separator: ", "))"])
  }

  private func report(_ faults: ConfigurationFaults, because trigger: ReloadTrigger) {
    let list = faults.all.map { "\($0.variable): \($0.message)" }.joined(separator: "; ")
    logger.error(
      .configurationRefused, "Configuration not reloaded: it has faults, and the former one holds",
      ["faults": "\(list)", "trigger": "\(trigger.rawValue)"])
  }
}

/// Why the configuration is loaded again.
package enum ReloadTrigger: String, Sendable {
  case hangup = "SIGHUP"
  case fileChange = "CONFIG_FILE"
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension ConfigurationReloader: CustomStringConvertible {
  package var description: String { "ConfigurationReloader" }
}
