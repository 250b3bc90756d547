import RedisClient

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
    [
      kongTLS(configuration.kong), clientCertificates(configuration), redisTLS(configuration.redis),
      coreDumps(configuration),
    ].compactMap { $0 } + gateway(configuration) + management(configuration) + sharedCache(configuration)
  }

  private static func kongTLS(_ kong: ServiceConfiguration.Kong) -> ConfigurationWarning? {
    guard kong.adminURL.scheme == .http, kong.authorities != nil || kong.clientCertificate != nil else { return nil }
    let variable = kong.authorities != nil ? "KONG_CA_FILE" : "KONG_CLIENT_CERT_FILE"
    return ConfigurationWarning(variable, "has no effect while KONG_ADMIN_URL is http")
  }

  private static func clientCertificates(_ configuration: ServiceConfiguration) -> ConfigurationWarning? {
    guard configuration.tls.clientAuthorities != nil, configuration.tls.clientAuthentication == .optional,
      configuration.gateway.proof != .mtls
    else { return nil }
    return ConfigurationWarning(
      "TLS_CLIENT_CA_FILE", "shuts nobody out while TLS_CLIENT_AUTH is optional and GATEWAY_PROOF is not mtls")
  }

  private static func redisTLS(_ redis: ServiceConfiguration.Redis) -> ConfigurationWarning? {
    guard redis.url?.usesTLS != true else { return nil }
    let given = [
      ("REDIS_CA_FILE", redis.authorities != nil), ("REDIS_CLIENT_CERT_FILE", redis.clientCertificate != nil),
      ("REDIS_TLS_SERVER_NAME", redis.serverName != nil),
    ]
    guard let variable = given.first(where: \.1)?.0 else { return nil }
    return ConfigurationWarning(variable, "has no effect while REDIS_URL is not a rediss URL")
  }

  private static func coreDumps(_ configuration: ServiceConfiguration) -> ConfigurationWarning? {
    guard configuration.process.allowsCoreDumps, configuration.service.environment == .production else { return nil }
    return ConfigurationWarning("ALLOW_CORE_DUMPS", "lets secrets of consumers into core dumps and debuggers")
  }

  /// What is odd about sharing, or about not sharing.
  private static func sharedCache(_ configuration: ServiceConfiguration) -> [ConfigurationWarning] {
    switch (configuration.cache.isHighlyAvailable, configuration.redis.hasPlace) {
    case (true, false):
      [
        ConfigurationWarning(
          "HIGH_AVAILABILITY", "has no effect without REDIS_URL: each replica keeps what it knows to itself")
      ]
    case (false, true):
      [
        ConfigurationWarning(
          configuration.redis.url == nil ? "REDIS_SENTINELS" : "REDIS_URL",
          "has no effect while HIGH_AVAILABILITY is false")
      ]
    case (true, true)
    where configuration.service.environment == .production && configuration.cache.encryptionKeys == nil:
      [
        ConfigurationWarning(
          "CACHE_ENCRYPTION_KEYS", "is not set: signing keys stand readable in the shared cache; set it to seal them")
      ]
    case (true, true), (false, false): []
    }
  }
}
