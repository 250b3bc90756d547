import AuthenticationCore

extension ConfigurationWarning {
  /// What is odd about how the gateway proves itself.
  static func gateway(_ configuration: ServiceConfiguration) -> [ConfigurationWarning] {
    let gateway = configuration.gateway
    var warnings: [ConfigurationWarning] = []
    if gateway.proof == .sharedSecret, configuration.tls.certificate == nil,
      configuration.service.environment == .production
    {
      warnings.append(
        ConfigurationWarning(
          "GATEWAY_PROOF", "sends its secret in the clear: set TLS_CERT_FILE, or know who reads along"))
    }
    if let anonymous = gateway.anonymousConsumerID, !anonymous.isUUID {
      warnings.append(
        ConfigurationWarning(
          "KONG_ANONYMOUS_CONSUMER_ID",
          "is no id: by its user name the consumer is known only where it comes by that name"))
    }
    if gateway.sharedSecrets != nil, gateway.proof != .sharedSecret {
      warnings.append(
        ConfigurationWarning("GATEWAY_SHARED_SECRETS", "has no effect while GATEWAY_PROOF is not shared-secret"))
    }
    if gateway.proof == nil, gateway.allowsUnverified {
      warnings.append(
        ConfigurationWarning("ALLOW_UNVERIFIED_GATEWAY", "lets everybody who reaches the port have any token"))
    }
    if let ranges = gateway.allowedRanges {
      if gateway.proof != .network {
        warnings.append(
          ConfigurationWarning("GATEWAY_ALLOWED_CIDRS", "has no effect while GATEWAY_PROOF is not network"))
      } else if ranges.all.contains(where: \.isEverything) {
        warnings.append(ConfigurationWarning("GATEWAY_ALLOWED_CIDRS", "has a range that nobody is outside of"))
      }
    }
    return warnings
  }
}
