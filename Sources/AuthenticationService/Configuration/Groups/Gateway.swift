extension ServiceConfiguration {
  /// Whose requests are believed.
  package struct Gateway: Sendable, Equatable {
    /// Nil while nobody has decided, which production does not allow.
    package var proof: GatewayProof?
    package var allowsUnverified: Bool
    /// What a header proves; nil for nothing.
    package var sharedSecrets: GatewaySecrets?
    /// Where the gateway's connections come from; nil for nowhere.
    package var allowedRanges: AddressRanges?
    /// Whether a request without `X-Credential-Identifier` is refused.
    package var requiresCredentialIdentifier: Bool
    package var tokenRenewal: TokenRenewal
    /// The consumer that Kong uses for anonymous requests, by id.
    package var anonymousConsumerID: String?
  }
}

extension ServiceConfiguration.Gateway {
  static let proof = Setting<GatewayProof?>(
    "gateway.proof", "GATEWAY_PROOF", .optional(.choice), default: nil,
    shown: "undecided, which production refuses",
    "How a request for a token proves that it came through Kong: by a header that only Kong knows, by a client "
      + "certificate, or by the address of its connection; `none` says that the network keeps everyone else out.")
  static let allowsUnverified = Setting(
    "gateway.allowUnverified", "ALLOW_UNVERIFIED_GATEWAY", .boolean, default: false,
    "Accepts an unset `GATEWAY_PROOF` in production.")
  static let sharedSecrets = Setting<GatewaySecrets?>(
    "gateway.sharedSecrets", "GATEWAY_SHARED_SECRETS", .optional(.gatewaySecrets), default: nil, shown: "none",
    isSecret: true,
    "What `X-Gateway-Secret` must say with `GATEWAY_PROOF=shared-secret`: one secret, or the old and the new one. At least "
      + "32 characters each in production."
  ).reloadable
  static let allowedRanges = Setting<AddressRanges?>(
    "gateway.allowedCidrs", "GATEWAY_ALLOWED_CIDRS", .optional(.addressRanges), default: nil, shown: "none",
    "Where connections come from with `GATEWAY_PROOF=network`, such as `10.0.0.0/8, fd00::/8`; what headers say of it is not "
      + "believed."
  ).reloadable
  static let requiresCredentialIdentifier = Setting(
    "gateway.requireCredentialIdentifier", "KONG_REQUIRE_CREDENTIAL_IDENTIFIER", .boolean, default: false,
    "Refuses requests without `X-Credential-Identifier`, which Kong sets for every authenticated consumer.")
  static let anonymousConsumerID = Setting<String?>(
    "gateway.anonymousConsumerId", "KONG_ANONYMOUS_CONSUMER_ID", .optional(.text(upTo: 256)), default: nil,
    shown: "none",
    "Id of the consumer that Kong uses for anonymous requests; it never gets a token. By a user name it is known only where it comes "
      + "by that name.")

  static let tokenRenewal = Setting(
    "gateway.tokenRenewal", "TOKEN_RENEWAL", .choice, default: TokenRenewal.allow,
    "Whether a token may be had with a token in place of an API key: `deny` refuses requests whose `X-Credential-Identifier` is "
      + "the key of one of the consumer's JWT credentials, and those without one.")

  init(from settings: inout SettingsReader) {
    settings.section = "Gateway"
    proof = settings.value(of: Self.proof)
    allowsUnverified = settings.value(of: Self.allowsUnverified)
    sharedSecrets = settings.secret(of: Self.sharedSecrets)
    allowedRanges = settings.value(of: Self.allowedRanges)
    requiresCredentialIdentifier = settings.value(of: Self.requiresCredentialIdentifier)
    tokenRenewal = settings.value(of: Self.tokenRenewal)
    anonymousConsumerID = settings.value(of: Self.anonymousConsumerID)
  }
}
