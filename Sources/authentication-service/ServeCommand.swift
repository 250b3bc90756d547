import ArgumentParser
import AuthenticationService
import FoundationEssentials

/// Runs the service until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Runs the service (the default).",
    discussion: """
      Configured by environment variables alone; docs/configuration.md lists them. A faulty configuration is \
      reported in full on standard error, and the exit code is 78. SIGTERM and SIGINT let requests in flight finish.

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
    let configuration: ServiceConfiguration
    do throws(ConfigurationFaults) {
      configuration = try ServiceConfiguration.load(environment: ProcessInfo.processInfo.environment)
    } catch {
      StandardStream.error.print(error)
      throw Self.faultyConfiguration
    }
    try await Composition.serve(configuration)
  }
}
