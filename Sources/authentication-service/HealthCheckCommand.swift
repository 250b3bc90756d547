import ArgumentParser
import AsyncHTTPClient
import AuthenticationService
import FoundationEssentials
import HTTPClientSupport
import NIOCore
import NIOHTTP1

/// Asks a running service how it is, for container images without a shell.
struct HealthCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "healthcheck",
    abstract: "Asks a running service whether it is alive; exits with 0 or 1.",
    discussion: """
      Asks the address that the same environment would make the service listen on (HOST, PORT, TLS_CERT_FILE, CONFIG_FILE). \
      Over TLS the certificate is not looked at: what listens there is on this machine.

      EXAMPLES
        authentication-service healthcheck
        authentication-service healthcheck --ready
        PORT=8080 authentication-service healthcheck --timeout 500
      """
  )

  @Flag(help: "Ask whether the service is ready for requests, not only alive.")
  var ready = false

  @Option(help: "The port to ask; PORT, else 3000, if not given.")
  var port: Int?

  @Option(help: "Milliseconds to wait for the answer.")
  var timeout = 2000

  func validate() throws {
    guard port.map((1...65_535).contains) ?? true else { throw ValidationError("A port is a number from 1 to 65535.") }
    guard (1...60_000).contains(timeout) else { throw ValidationError("A timeout is a number from 1 to 60000.") }
  }

  func run() async throws {
    let url = url(environment: ProcessInfo.processInfo.environment)
    let status: UInt
    do {
      status = try await self.status(of: url)
    } catch {
      StandardStream.error.print("\(url) does not answer: \(ExchangeFailure(error))")
      throw ExitCode.failure
    }
    guard status == 200 else {
      StandardStream.error.print("\(url) answers \(status)")
      throw ExitCode.failure
    }
  }

  private func status(of url: String) async throws -> UInt {
    var settings = HTTPClient.Configuration.ownMachine
    // Where nobody listens now, the probe need not wait until its time is up.
    settings.connectionPool.retryConnectionEstablishment = false
    return try await HTTPClient.withHTTPClient(configuration: settings) { client in
      try await client.execute(HTTPClientRequest(url: url), timeout: .milliseconds(Int64(timeout))).status.code
    }
  }

  /// Where the service would listen; an address of all interfaces is asked through the loopback one.
  func url(environment: [String: String]) -> String {
    // A file that cannot be read is the running service's to complain about.
    let sources = SettingSources.reading(environment).0
    var settings = SettingsReader(sources: sources)
    let server = ServiceConfiguration.Server(from: &settings)
    let management = ServiceConfiguration.Management(from: &settings)
    let port = port ?? server.port
    let isSecure = ServiceConfiguration.TLS.isGiven(in: sources) && port != management.port
    return ServiceAddress.url(host: server.host, port: port, isSecure: isSecure) + "/health/\(ready ? "ready" : "live")"
  }
}
