extension ConfigurationRule {
  /// What a proof of the gateway is checked with.
  static let gateway = [
    ConfigurationRule([Gateway.sharedSecrets.name, "GATEWAY_SHARED_SECRETS_FILE", Gateway.proof.name]) {
      configuration in
      guard configuration.gateway.proof == .sharedSecret, configuration.gateway.sharedSecrets == nil else { return nil }
      return "is required while GATEWAY_PROOF is shared-secret: one secret, or two between a comma"
    },
    ConfigurationRule([Gateway.allowedRanges.name, Gateway.proof.name]) { configuration in
      guard configuration.gateway.proof == .network, configuration.gateway.allowedRanges == nil else { return nil }
      return "is required while GATEWAY_PROOF is network; for example 10.0.0.0/8, fd00::/8"
    },
  ]

  private typealias Gateway = ServiceConfiguration.Gateway
}
