import AuthenticationCore

extension ConfigurationRule {
  /// What only production asks for; each message names its opt-out.
  static let production = [
    rule([Kong.adminURL.name, Kong.allowsHTTP.name]) { configuration in
      guard configuration.kong.adminURL.scheme == .http, !configuration.kong.allowsHTTP else { return nil }
      return "must be an https URL in production, or set KONG_ADMIN_ALLOW_HTTP=true"
    },
    rule([Kong.adminURL.name, Kong.allowsLoopback.name]) { configuration in
      guard configuration.kong.adminURL.isLoopback, !configuration.kong.allowsLoopback else { return nil }
      return "must not point to the service's own machine in production, or set KONG_ADMIN_ALLOW_LOOPBACK=true"
    },
    rule([
      Kong.adminToken.name, "KONG_ADMIN_TOKEN_FILE", Kong.allowsNoToken.name, Kong.allowsShortToken.name,
    ]) { configuration in
      guard let token = configuration.kong.adminToken else {
        return configuration.kong.allowsNoToken
          ? nil : "is required in production, or set KONG_ADMIN_ALLOW_NO_TOKEN=true"
      }
      return token.exposed.utf8.count < 32 && !configuration.kong.allowsShortToken
        ? "must have at least 32 characters in production, or set KONG_ADMIN_ALLOW_SHORT_TOKEN=true" : nil
    },
    rule([Redis.url.name, "REDIS_URL_FILE", Redis.sentinels.name, Cache.isHighlyAvailable.name]) { configuration in
      guard configuration.cache.isHighlyAvailable, !configuration.redis.hasPlace else { return nil }
      return "is required in production while HIGH_AVAILABILITY is true; "
        + "set HIGH_AVAILABILITY=false for a cache in memory"
    },
    rule([Gateway.proof.name, Gateway.allowsUnverified.name]) { configuration in
      guard configuration.gateway.proof == nil, !configuration.gateway.allowsUnverified else { return nil }
      return "must be set in production, to `none` if only Kong can reach the service, "
        + "or set ALLOW_UNVERIFIED_GATEWAY=yes"
    },
    rule([Gateway.sharedSecrets.name, "GATEWAY_SHARED_SECRETS_FILE"]) { configuration in
      guard let secrets = configuration.gateway.sharedSecrets, secrets.shortestLength < 32 else { return nil }
      return "must have at least 32 characters in each secret in production"
    },
    rule([Service.name.name]) { configuration in
      let words = configuration.service.name.lowercased().split { !$0.isLetter && !$0.isNumber }
      return words.contains("localhost") || words.contains("test")
        ? "must not contain the word localhost or test in production" : nil
    },
    rule([Service.version.name]) { configuration in
      ["dev", "latest"].contains(configuration.service.version)
        ? "must name a version in production, not dev or latest" : nil
    },
  ]

  private typealias Cache = ServiceConfiguration.Cache
  private typealias Gateway = ServiceConfiguration.Gateway
  private typealias Kong = ServiceConfiguration.Kong
  private typealias Redis = ServiceConfiguration.Redis
  private typealias Service = ServiceConfiguration.Service

  private static func rule(
    _ variables: [String], complaint: @escaping @Sendable (ServiceConfiguration) -> String?
  ) -> ConfigurationRule {
    ConfigurationRule(variables) { configuration in
      configuration.service.environment == .production ? complaint(configuration) : nil
    }
  }
}
