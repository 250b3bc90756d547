import ArgumentParser
import AuthenticationService
import FoundationEssentials

/// Runs the service until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Runs the service (the default).",
    discussion: """
      Configured by environment variables and the JSON file that CONFIG_FILE names; `config docs` lists them. A faulty \
      configuration is reported in full on standard error, and the exit code is 78. SIGHUP loads the configuration \
      again. SIGTERM and SIGINT let requests in flight finish.

      EXAMPLES
        KONG_JWT_AUTHORITY=https://auth.example.com \\
        KONG_JWT_AUDIENCE=https://api.example.com \\
        KONG_ADMIN_URL=http://kong:8001 \\
        authentication-service serve
      """
  )

  /// The exit code for a faulty configuration (`EX_CONFIG` of sysexits.h).
  static let faultyConfiguration = ExitCode(78)

  func run() async throws {
    try await Composition.serve(try Self.load())
  }

  /// The configuration of this process.
  ///
  /// - Throws: the exit code for a faulty one, once all its faults are printed.
  static func load() throws -> LoadedConfiguration {
    do throws(ConfigurationFaults) {
      return try LoadedConfiguration.load(environment: ProcessInfo.processInfo.environment)
    } catch {
      StandardStream.error.print(error)
      throw faultyConfiguration
    }
  }
}
