import ArgumentParser
import AuthenticationService
import FoundationEssentials
import KongSandbox

/// Runs the service together with an embedded Kong.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Runs the service behind an embedded Kong with demo consumers.",
    discussion: """
      One process: Kong's Admin API, Kong's gateway with its key-auth and jwt plugins, and the service behind it. \
      Prints ready-to-paste curl lines and stays up.

      EXAMPLES
        Look around:
          authentication-service sandbox

        On known ports:
          authentication-service sandbox --proxy-port 8000 --admin-port 8001

        Rehearse an outage: every look-up of credentials is answered 503 with Retry-After: 5
          authentication-service sandbox --admin-port 8001 --fault 'status=503:5@/consumers/*/jwt'
          curl -X DELETE http://127.0.0.1:8001/_sandbox/faults                 # Kong is well again
          curl http://127.0.0.1:8001/_sandbox/faults --data-binary 'hang x3'   # three calls hang

        Walk the whole way from API key to accepted token once, as a smoke test:
          authentication-service sandbox --once
      """
  )

  @Option(help: "The port of the embedded Kong's Admin API; 0 for a free one.")
  var adminPort = 0

  @Option(help: "The port of the embedded Kong's gateway; 0 for a free one.")
  var proxyPort = 0

  @Option(help: "The port of the service itself; 0 for a free one.")
  var port = 0

  @Option(
    help: ArgumentHelp("Makes the Admin API fail; may be given several times.", discussion: FaultSyntaxError.syntax))
  var fault: [String] = []

  @Flag(help: "Take every step once, print its result, and exit with 0 or 1.")
  var once = false

  func validate() throws {
    for port in [adminPort, proxyPort, port] where !(0...65_535).contains(port) {
      throw ValidationError("A port is a number from 0 to 65535.")
    }
    _ = try faultRules()
  }

  /// What `--fault` asks for.
  func faultRules() throws -> [FaultRule] {
    try fault.map { text in
      do throws(FaultSyntaxError) {
        return try FaultRule(parsing: text)
      } catch {
        throw ValidationError("\(error)")
      }
    }
  }

  func run() async throws {
    let session: SandboxSession
    do throws(ConfigurationFaults) {
      session = try SandboxSession(self, environment: ProcessInfo.processInfo.environment)
    } catch {
      StandardStream.error.print(error)
      throw ServeCommand.faultyConfiguration
    }
    try await session.run()
  }
}
