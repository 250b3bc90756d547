import ArgumentParser
import AuthenticationService

/// Where the commands hand over to the parts that they run.
enum Composition {
  static func serve(_ configuration: ServiceConfiguration) async throws {
    StandardError.print("The service is not composed yet.")
    throw ExitCode.failure
  }

  static func sandbox(_ options: SandboxCommand) async throws {
    StandardError.print("The sandbox is not composed yet.")
    throw ExitCode.failure
  }
}
