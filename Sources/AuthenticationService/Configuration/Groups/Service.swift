extension ServiceConfiguration {
  /// What this service is called and where it runs.
  package struct Service: Sendable, Equatable {
    package var environment: DeploymentEnvironment
    package var name: String
    package var version: String
  }
}

extension ServiceConfiguration.Service {
  static let environment = Setting<DeploymentEnvironment?>(
    "server.environment", "NODE_ENV", .optional(.choice), default: nil, shown: "`ENVIRONMENT`, else `development`",
    "Where the service runs; `production` switches the rules for production on.")
  static let environmentAlias = Setting<DeploymentEnvironment?>(
    "server.environmentAlias", "ENVIRONMENT", .optional(.choice), default: nil, shown: "none",
    "Another name of `NODE_ENV`; when both are set they must agree.")
  static let name = Setting<String?>(
    "telemetry.serviceName", "OTEL_SERVICE_NAME", .optional(.text()), default: nil,
    shown: "`service.name` of `OTEL_RESOURCE_ATTRIBUTES`, else `authentication-service`",
    "The name that the service reports.")
  static let version = Setting<String?>(
    "telemetry.serviceVersion", "OTEL_SERVICE_VERSION", .optional(.text()), default: nil,
    shown: "`service.version` of `OTEL_RESOURCE_ATTRIBUTES`, else `\(ServiceVersion.current)`",
    "The version that the service reports.")

  /// - Parameter attributes: what `OTEL_RESOURCE_ATTRIBUTES` says, which the variables for one of them win over.
  init(from settings: inout SettingsReader, attributes: KeyValueList?) {
    settings.section = "Service"
    let stated = settings.value(of: Self.environment)
    let alias = settings.value(of: Self.environmentAlias)
    if let stated, let alias, stated != alias {
      settings.reject(Self.environmentAlias, "differs from NODE_ENV, of which it is an alias; set one of them")
    }
    environment = stated ?? alias ?? .development
    name = settings.value(of: Self.name) ?? attributes?["service.name"] ?? "authentication-service"
    version = settings.value(of: Self.version) ?? attributes?["service.version"] ?? ServiceVersion.current
  }
}
