import ArgumentParser
import AuthenticationService
import HTTPEdge
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// Where the commands hand over to the parts that they run.
enum Composition {
  /// Runs the service until SIGTERM or SIGINT, and lets requests in flight finish; a second signal changes nothing.
  static func serve(_ configuration: ServiceConfiguration) async throws {
    let logger = logger(configuration)
    OpenFileLimit.raise()
    let server = AuthenticationServer(configuration, on: eventLoops(configuration), logger: logger)
    let port = configuration.server.port
    try await reportingFailures(on: [port], remedy: "set PORT") {
      try await run([server], logger: logger)
    }
  }

  /// Runs services until a signal, in order, and stops them in the reverse order.
  static func run(_ services: [any Service], logger: Logger) async throws {
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map {
          ServiceGroupConfiguration.ServiceConfiguration(
            service: $0, successTerminationBehavior: .gracefullyShutdownGroup)
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
  static func logger(_ configuration: ServiceConfiguration) -> Logger {
    guard let level = configuration.logging.threshold.level else {
      return Logger(label: configuration.service.name) { _ in SwiftLogNoOpLogHandler() }
    }
    var logger = Logger(label: configuration.service.name) { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = level
    return logger
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

extension LogThreshold {
  /// The level of swift-log; nil for silence.
  fileprivate var level: Logger.Level? {
    switch self {
    case .error: .error
    case .warn: .warning
    case .info: .info
    case .debug: .debug
    case .silent: nil
    }
  }
}
