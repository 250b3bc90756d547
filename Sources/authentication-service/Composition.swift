import ArgumentParser
import AuthenticationService
import CoreMetrics
import Events
import FoundationEssentials
import Glibc
import HTTPEdge
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Tracing
import UnixSignals

/// Where the commands hand over to the parts that they run.
enum Composition {
  /// Runs the service until SIGTERM or SIGINT, and lets requests in flight finish; a second signal changes nothing.
  ///
  /// SIGHUP and a new version of `CONFIG_FILE` let it load its configuration again.
  static func serve(_ loaded: LoadedConfiguration) async throws {
    let configuration = loaded.configuration
    let areDumpsForbidden = configuration.process.allowsCoreDumps || CoreDumps.forbid()
    let logLevel = LogLevelSwitch(configuration.logging.threshold)
    let environment = ProcessInfo.processInfo.environment
    let loops = eventLoops(configuration)
    let console = ServiceLog(configuration, behind: logLevel, to: STDOUT_FILENO)
    let telemetry = ServiceTelemetry(configuration, environment: environment, on: loops, logger: console.logger)
    let log = console.exporting(with: telemetry)
    bootstrap(telemetry, log)
    let logger = log.logger
    logger.info(.serverStarting, "Starting", ["version": "\(configuration.service.version)"])
    if let export = telemetry.export {
      logger.info(.telemetryReady, "Telemetry goes to a collector", ["signals": "\(export.signals)"])
    }
    for warning in loaded.warnings { logger.warning(.configurationWarning, "\(warning)") }
    if !areDumpsForbidden {
      logger.warning(
        .configurationWarning, "Core dumps cannot be forbidden here: keep them and debuggers away by other means")
    }
    OpenFileLimit.raise()
    let (triggers, trigger) = AsyncStream.makeStream(of: ReloadTrigger.self, bufferingPolicy: .bufferingNewest(1))
    let reload = ConfigurationReload(loaded, triggers: triggers, logLevel: logLevel) {
      () throws(ConfigurationFaults) in try LoadedConfiguration.load(environment: environment)
    }
    // Ends last, with what the others have had to say.
    var services: [any Service] = telemetry.export.map { [$0] } ?? []
    services.append(HangupListener { trigger.yield(.hangup) })
    if let path = LoadedConfiguration.filePath(in: environment) {
      services.append(FileWatch(of: path) { trigger.yield(.fileChange) })
    }
    services.append(
      AuthenticationServer(
        configuration, on: loops, logger: logger, log: log, telemetry: telemetry, reload: reload))
    let ports = [configuration.server.port] + (configuration.management.port.map { [$0] } ?? [])
    let remedy = ports.count == 1 ? "set PORT" : "set PORT or MANAGEMENT_PORT"
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(
        try await reportingFailures(on: ports, remedy: remedy) {
          // So that what is left to say of the failure is still exported.
          try await run(services, onFailure: .gracefullyShutdownGroup, logger: logger)
        })
    } catch {
      outcome = .failure(error)
    }
    await log.close()
    try outcome.get()
  }

  /// Lets libraries that log, count and trace by the common interfaces do so with ours; once in the life of a process.
  private static func bootstrap(_ telemetry: ServiceTelemetry, _ log: ServiceLog) {
    LoggingSystem.bootstrap { _ in log.handler }
    MetricsSystem.bootstrap(telemetry.metricsFactory)
    InstrumentationSystem.bootstrap(telemetry.tracer)
  }

  /// Runs services until a signal, in order, and stops them in the reverse order.
  ///
  /// - Parameter failureBehavior: what becomes of the others when one fails.
  static func run(
    _ services: [any Service],
    onFailure failureBehavior: ServiceGroupConfiguration.ServiceConfiguration.TerminationBehavior = .cancelGroup,
    logger: Logger
  ) async throws {
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map {
          ServiceGroupConfiguration.ServiceConfiguration(
            service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
            failureTerminationBehavior: failureBehavior)
        },
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }

  /// Turns the failures that an operator can do something about into one line and exit code 1.
  ///
  /// - Parameters:
  ///   - ports: those that `body` listens on; 0 stands for a free one, which is never taken.
  ///   - remedy: how to choose another port.
  static func reportingFailures<Result>(
    on ports: [Int], remedy: String, _ body: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch let error as BindError {
      let named = ports.filter { $0 != 0 }.map(String.init).joined(separator: " or ")
      StandardStream.error.print("Cannot listen on port \(named): \(error.explanation(remedy: remedy))")
      throw ExitCode.failure
    } catch let error as DrainError {
      StandardStream.error.print(
        "Shut down with \(error.connections) connections still open after SHUTDOWN_TIMEOUT_SECONDS")
      throw ExitCode.failure
    }
  }

  static func eventLoops(_ configuration: ServiceConfiguration) -> MultiThreadedEventLoopGroup {
    let threads = configuration.server.eventLoopThreads
    return MultiThreadedEventLoopGroup(numberOfThreads: threads == 0 ? System.coreCount : threads)
  }

  /// The log of the process, on standard error.
  static func logger(_ configuration: ServiceConfiguration, behind level: LogLevelSwitch) -> Logger {
    level.logger(label: configuration.service.name) { StreamLogHandler.standardError(label: $0) }
  }
}

extension BindError {
  /// What an operator should know.
  fileprivate func explanation(remedy: String) -> String {
    switch self {
    case .addressInUse: "another process listens there; stop it, or \(remedy)"
    case .notPermitted: "this process may not listen there; choose a port above 1023"
    case .unavailable(let reason): reason
    }
  }
}
