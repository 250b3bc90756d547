import FoundationEssentials
import Glibc
package import Logging
import Telemetry

/// The log of the process: one writer behind all loggers and the access log, in the form that the environment asks for.
package struct ServiceLog: Sendable {
  package let level: LogLevelSwitch
  let writer: LogWriter
  private let format: LogFormat
  private var export: (@Sendable (LogRecord) -> Void)?
  private let name: String
  private let accessPolicy: AccessLogPolicy

  /// - Parameters:
  ///   - level: the least severe line that is written.
  ///   - descriptor: where to; standard output in a service.
  package init(_ configuration: ServiceConfiguration, behind level: LogLevelSwitch, to descriptor: Int32) {
    self.level = level
    writer = LogWriter(to: descriptor)
    name = configuration.service.name
    accessPolicy = configuration.logging.access
    format = LogFormat(configuration, forTerminal: writer.isTerminal)
  }

  package var logger: Logger {
    Logger(label: name) { _ in handler }
  }

  /// What writes the lines of any logger, as far as the level lets them through.
  package var handler: any LogHandler {
    level.handler(StructuredLogHandler(sink) { WallClock.system.milliseconds() })
  }

  private var sink: LogSink { LogSink(writer, as: format, export: export) }

  /// - Parameter paths: those of all routes.
  func accessLog(_ paths: [String]) -> AccessLog {
    AccessLog(accessPolicy, to: sink, behind: level, routes: RouteIndex(paths) { _ in true }, clock: .system)
  }

  /// The same log, whose lines are exported too.
  func exporting(_ export: @escaping @Sendable (LogRecord) -> Void) -> ServiceLog {
    var log = self
    log.export = export
    return log
  }

  /// Writes what waits, and ends.
  package func close() async {
    await writer.close()
  }
}

extension LogFormat {
  /// - Parameter forTerminal: whether somebody is looking.
  fileprivate init(_ configuration: ServiceConfiguration, forTerminal: Bool) {
    switch configuration.logging.style ?? configuration.service.environment.logStyle {
    case .ecs:
      self = .ecs(
        ECSFormat(
          service: configuration.service.name, version: configuration.service.version,
          environment: configuration.service.environment.rawValue, processID: Int(getpid()),
          host: HostName.current ?? "unknown"))
    case .otel: self = .otel(OTelFormat(Resource(configuration, environment: ProcessInfo.processInfo.environment)))
    case .text: self = .text(TextFormat(hasColours: forTerminal))
    }
  }
}

extension DeploymentEnvironment {
  fileprivate var logStyle: LogStyle {
    switch self {
    case .production, .staging: .ecs
    case .local, .development, .test: .text
    }
  }
}
