import ArgumentParser
import AuthenticationService
import FoundationEssentials

/// Prints the description of the API.
struct OpenAPICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi",
    abstract: "Prints the OpenAPI document of the service.",
    discussion: """
      The same document that GET / answers with. It follows API_TITLE and the other API_* settings, NODE_ENV and MANAGEMENT_TOKEN; \
      nothing else has to be set.

      EXAMPLES
        authentication-service openapi > openapi.json
        authentication-service openapi --yaml
        NODE_ENV=production authentication-service openapi --management
      """)

  @Flag(help: "Print YAML in place of JSON.")
  var yaml = false

  @Flag(help: "Describe what the management port serves.")
  var management = false

  func run() throws {
    let service = DescribedService(
      environment: ProcessInfo.processInfo.environment, at: management ? .management : .general)
    guard service.faults.isEmpty else {
      StandardStream.error.print(ConfigurationFaults(service.faults).description)
      throw ServeCommand.faultyConfiguration
    }
    StandardStream.output.print(yaml ? String(service.yaml.dropLast()) : service.json)
  }
}
