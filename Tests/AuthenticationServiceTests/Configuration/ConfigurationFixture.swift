import AuthenticationService

extension ServiceConfiguration {
  /// The least that a development environment must say.
  static let minimum = [
    "KONG_JWT_AUTHORITY": "https://auth.example.com",
    "KONG_JWT_AUDIENCE": "https://api.example.com",
    "KONG_ADMIN_URL": "http://kong:8001",
  ]

  /// The least that a production environment must say.
  static let minimumInProduction = minimum.merging(
    [
      "NODE_ENV": "production",
      "KONG_ADMIN_URL": "https://kong-admin.example.com:8444",
      "KONG_ADMIN_TOKEN": "0123456789abcdef0123456789abcdef",
      "GATEWAY_PROOF": "none",
    ], uniquingKeysWith: { $1 })

  /// Loads the minimum with some variables changed; nil removes one.
  static func load(
    _ changes: [String: String?], over base: [String: String] = minimum
  ) throws(ConfigurationFaults) -> ServiceConfiguration {
    var environment = base
    for (variable, value) in changes { environment[variable] = value }
    return try load(environment: environment)
  }

  /// What is wrong with the minimum once some variables are changed.
  static func faults(_ changes: [String: String?], over base: [String: String] = minimum) -> [ConfigurationFault] {
    do throws(ConfigurationFaults) {
      _ = try load(changes, over: base)
      return []
    } catch {
      return error.all
    }
  }
}
