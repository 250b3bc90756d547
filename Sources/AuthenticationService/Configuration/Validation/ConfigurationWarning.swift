/// Something in the configuration that is allowed and probably not meant.
package struct ConfigurationWarning: Sendable, Equatable {
  /// The variable, or the place in `CONFIG_FILE`.
  package var variable: String
  /// What is odd about it; never the value itself.
  package var message: String

  package init(_ variable: String, _ message: String) {
    self.variable = variable
    self.message = message
  }
}

extension ConfigurationWarning: CustomStringConvertible {
  package var description: String { "\(variable): \(message)" }
}

extension ConfigurationWarning {
  /// Everything that is odd about a configuration without faults.
  static func all(
    about configuration: ServiceConfiguration, settings: [ResolvedSetting], environment: [String: String],
    file: ConfigurationFile?
  ) -> [ConfigurationWarning] {
    unknownVariables(in: environment) + unknownPlaces(in: file, known: settings.map(\.declaration))
      + settingsWithoutEffect(settings) + contradictions(in: configuration)
  }

  /// One warning for all settings that were given although nothing depends on them yet.
  private static func settingsWithoutEffect(_ settings: [ResolvedSetting]) -> [ConfigurationWarning] {
    let names = settings.filter { !$0.declaration.hasEffect && $0.origin != .fallback }.map(\.declaration.name)
    guard let first = names.first else { return [] }
    let rest = names.dropFirst()
    let others = rest.isEmpty ? "" : "; so are \(rest.joined(separator: ", "))"
    return [ConfigurationWarning(first, "is accepted and has no effect in this version\(others)")]
  }

  private static func contradictions(in configuration: ServiceConfiguration) -> [ConfigurationWarning] {
    let kong = configuration.kong
    guard kong.adminURL.scheme == .http, kong.authorities != nil || kong.clientCertificate != nil else { return [] }
    let variable = kong.authorities != nil ? "KONG_CA_FILE" : "KONG_CLIENT_CERT_FILE"
    return [ConfigurationWarning(variable, "has no effect while KONG_ADMIN_URL is http")]
  }
}
