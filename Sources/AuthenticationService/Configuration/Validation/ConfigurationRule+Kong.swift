extension ConfigurationRule {
  /// What the two deployments of Kong ask for.
  static let kong = [
    ConfigurationRule([Kong.mode.variable]) { configuration in
      configuration.kong.mode == .konnect ? "KONNECT is not available in this version yet; use API_GATEWAY" : nil
    },
    ConfigurationRule([Kong.adminToken.variable, Kong.mode.variable]) { configuration in
      guard configuration.kong.mode == .konnect, configuration.kong.adminToken == nil else { return nil }
      return "KONG_ADMIN_TOKEN is required for KONNECT mode but optional for API_GATEWAY mode"
    },
  ]

  private typealias Kong = ServiceConfiguration.Kong
}
