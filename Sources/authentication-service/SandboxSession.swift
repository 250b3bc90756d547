import ArgumentParser
import AuthenticationService
import FoundationEssentials
import KongSandbox
import Logging
import NIOPosix
import ServiceLifecycle

/// An embedded Kong with the service behind it, in this process.
struct SandboxSession {
  /// What holds unless the environment says otherwise.
  private static let demo = [
    "KONG_JWT_AUTHORITY": "https://api.example.com",
    "KONG_JWT_AUDIENCE": "example-api",
    "LOG_LEVEL": "warn",
  ]
  /// What holds whatever the environment says: the way to Kong leads to the embedded one, and its way to the service is in the clear.
  private static let fixed = [
    "KONG_ADMIN_URL": "http://127.0.0.1",
    "KONG_ADMIN_TOKEN": "",
    "KONG_ADMIN_TOKEN_FILE": "",
    "KONG_MODE": "",
    "NODE_ENV": "local",
    "ENVIRONMENT": "",
    "CONFIG_FILE": "",
    "TLS_CERT_FILE": "",
    "TLS_KEY_FILE": "",
    "TLS_CLIENT_CA_FILE": "",
    "TLS_CLIENT_AUTH": "",
  ]

  private let options: SandboxCommand
  private let configuration: ServiceConfiguration
  private let loops: MultiThreadedEventLoopGroup
  private let logger: Logger

  /// Prepares a session from the command line and the environment, of which everything but the way to Kong counts.
  ///
  /// - Throws: all faults of the configuration together.
  init(_ options: SandboxCommand, environment: [String: String]) throws(ConfigurationFaults) {
    let variables = Self.demo.merging(environment) { _, given in given }.merging(Self.fixed) { _, fixed in fixed }
    var configuration = try ServiceConfiguration.load(environment: variables)
    configuration.server.host = "127.0.0.1"
    configuration.server.port = options.port
    self.options = options
    self.configuration = configuration
    loops = Composition.eventLoops(configuration)
    logger = Composition.logger(configuration, behind: LogLevelSwitch(configuration.logging.threshold))
  }

  /// Opens everything, tells how to use it, and stays up; or takes every step once.
  func run() async throws {
    let sandbox = try await Composition.reportingFailures(
      on: [options.adminPort, options.proxyPort], remedy: "choose another with --admin-port or --proxy-port"
    ) {
      try await Sandbox.start(
        SandboxConfiguration(host: "127.0.0.1", adminPort: options.adminPort, proxyPort: options.proxyPort), on: loops)
    }
    for rule in try options.faultRules() {
      sandbox.admin.faults.inject(rule.fault, on: rule.path, times: rule.remaining)
    }
    var configuration = configuration
    configuration.kong.adminURL = HTTPEndpoint(scheme: .http, host: "127.0.0.1", port: sandbox.admin.port)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = AuthenticationServer(configuration, on: loops, logger: logger) { port.yield($0) }
    let visit = SandboxVisit(sandbox: sandbox, ports: ports, takesRoundTrip: options.once)
    do {
      try await Composition.reportingFailures(on: [options.port], remedy: "choose another with --port") {
        try await Composition.run([server, visit], logger: logger)
      }
    } catch {
      await sandbox.stop()
      throw error
    }
    await sandbox.stop()
  }
}

/// What happens once the service listens: instructions for a person, or the round trip for a machine.
private struct SandboxVisit: Service {
  let sandbox: Sandbox
  let ports: AsyncStream<Int>
  let takesRoundTrip: Bool

  func run() async throws {
    guard let port = await ports.first(where: { _ in true }) else { return }
    sandbox.publish(authenticationService: "127.0.0.1:\(port)")
    let client = GatewayClient(gateway: "http://\(sandbox.proxy.authority)")
    if takesRoundTrip {
      try await RoundTrip(client: client).run()
    } else {
      StandardStream.output.print(
        SandboxInstructions(
          gateway: client.gateway, admin: "http://\(sandbox.admin.authority)", servicePort: port,
          token: try await client.token(apiKey: "alice-api-key")))
      try? await gracefulShutdown()
    }
  }
}
