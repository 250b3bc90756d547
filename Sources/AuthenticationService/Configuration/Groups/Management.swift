package import AuthenticationCore

extension ServiceConfiguration {
  /// The door for operators.
  package struct Management: Sendable {
    /// Nil for none.
    package var port: Int?
    package var host: String
    /// What the door asks for; nil for nothing.
    package var token: Secret?
  }
}

extension ServiceConfiguration.Management {
  static let port = Setting<Int?>(
    "management.port", "MANAGEMENT_PORT", .optional(.integer(1...65_535)), default: nil,
    shown: "none; outside production and staging `PORT` serves it",
    "Port of the management surface.")
  static let host = Setting(
    "management.host", "MANAGEMENT_HOST", .host, default: "127.0.0.1", "Address of the management surface.")
  static let token = Setting<Secret?>(
    "management.token", "MANAGEMENT_TOKEN", .optional(.secret), default: nil, shown: "none", isSecret: true,
    "Bearer token that the management surface asks for.")

  package init(from settings: inout SettingsReader) {
    settings.section = "Management"
    port = settings.value(of: Self.port)
    host = settings.value(of: Self.host)
    token = settings.secret(of: Self.token)
  }
}
