extension ServiceConfiguration {
  /// Whose requests are believed.
  package struct Gateway: Sendable, Equatable {
    /// Nil while nobody has decided, which production does not allow.
    package var proof: GatewayProof?
    package var allowsUnverified: Bool
    /// Whether a request without `X-Credential-Identifier` is refused.
    package var requiresCredentialIdentifier: Bool
    /// The consumer that Kong uses for anonymous requests, by id.
    package var anonymousConsumerID: String?
  }
}

extension ServiceConfiguration.Gateway {
  static let proof = Setting<GatewayProof?>(
    "gateway.proof", "GATEWAY_PROOF", .optional(.gatewayProof), default: nil,
    shown: "undecided, which production refuses",
    "How a request proves that it came through Kong; `none` says that the network keeps everyone else out.")
  static let allowsUnverified = Setting(
    "gateway.allowUnverified", "ALLOW_UNVERIFIED_GATEWAY", .boolean, default: false,
    "Accepts an unset `GATEWAY_PROOF` in production.")
  static let requiresCredentialIdentifier = Setting(
    "gateway.requireCredentialIdentifier", "KONG_REQUIRE_CREDENTIAL_IDENTIFIER", .boolean, default: false,
    "Refuses requests without `X-Credential-Identifier`, which Kong sets for every authenticated consumer.")
  static let anonymousConsumerID = Setting<String?>(
    "gateway.anonymousConsumerId", "KONG_ANONYMOUS_CONSUMER_ID", .optional(.text(upTo: 256)), default: nil,
    shown: "none", "Id of the consumer that Kong uses for anonymous requests; it never gets a token.")

  init(from settings: inout SettingsReader) {
    settings.section = "Gateway"
    proof = settings.value(of: Self.proof)
    allowsUnverified = settings.value(of: Self.allowsUnverified)
    requiresCredentialIdentifier = settings.value(of: Self.requiresCredentialIdentifier)
    anonymousConsumerID = settings.value(of: Self.anonymousConsumerID)
  }
}
