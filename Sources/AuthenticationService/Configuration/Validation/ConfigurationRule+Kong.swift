import KongClient

extension ConfigurationRule {
  /// What the two deployments of Kong ask for, and TLS to them.
  static let kong = [
    ConfigurationRule([Kong.adminURL.name, Kong.mode.name]) { configuration in
      guard configuration.kong.mode == .konnect, KonnectControlPlane(configuration.kong.adminURL) == nil else {
        return nil
      }
      return KonnectControlPlane.malformedURL
    },
    ConfigurationRule([Kong.adminToken.name, "KONG_ADMIN_TOKEN_FILE", Kong.mode.name]) { configuration in
      guard configuration.kong.mode == .konnect, configuration.kong.adminToken == nil else { return nil }
      return "KONG_ADMIN_TOKEN is required for KONNECT mode but optional for API_GATEWAY mode"
    },
    ConfigurationRule([Kong.clientCertificate.name, Kong.clientKey.name]) { configuration in
      switch (configuration.kong.clientCertificate, configuration.kong.clientKey) {
      case (.some, nil): "needs KONG_CLIENT_KEY_FILE with its key"
      case (nil, .some): "is required when KONG_CLIENT_KEY_FILE is set"
      case (let certificate?, let key?) where !key.isKey(of: certificate):
        "names a certificate that does not belong to the key of KONG_CLIENT_KEY_FILE"
      default: nil
      }
    },
  ]

  private typealias Kong = ServiceConfiguration.Kong
}
