/// The description of the service that an environment configures, for the command line.
package struct DescribedService: Sendable {
  /// What is wrong with the settings that the description depends on.
  package let faults: [ConfigurationFault]
  private let document: OpenAPIDocument

  /// - Parameter environment: need not be complete: only what the description depends on must be right.
  package init(environment: [String: String], at port: ServicePort = .general) {
    let inspection = ConfigurationInspection(environment: environment)
    let sections = ["Service", "Management", "API document"]
    let names = inspection.outcome.settings.map(\.declaration).filter { sections.contains($0.section) }.map(\.name)
    faults = inspection.faults.filter { names.contains($0.variable) || $0.variable == LoadedConfiguration.fileVariable }
    document = OpenAPIDocument(inspection.outcome.configuration, at: port)
  }

  /// The bytes with which `GET /` answers who asks for JSON.
  package var json: String { String(decoding: document.content(as: .json), as: UTF8.self) }

  /// The same for YAML.
  package var yaml: String { String(decoding: document.content(as: .yaml), as: UTF8.self) }
}
