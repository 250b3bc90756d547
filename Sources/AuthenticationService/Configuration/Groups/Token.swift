extension ServiceConfiguration {
  /// What stands in the tokens that are minted, and what is asked of those that are validated.
  package struct Token: Sendable, Equatable {
    /// The claim `iss`.
    package var issuer: String
    /// The claim `aud`; at least one entry.
    package var audience: [String]
    /// The claim that carries the key of the credential, for Kong to find the secret by.
    package var keyClaimName: String
    /// From `iat` to `exp`.
    package var lifetime: Duration
    /// From `nbf` to `iat`.
    package var notBeforeSkew: Duration
    /// What precedes the username in `unique_name`; nil for the host of the issuer and `#`.
    package var uniqueNamePrefix: String?
    /// Whether validation compares `iss` and `aud` too.
    package var validatesClaims: Bool
  }
}

extension ServiceConfiguration.Token {
  static let authority = Setting(
    required: "jwt.authority", "KONG_JWT_AUTHORITY", .list(), example: "https://auth.example.com", standIn: [""],
    "Authority of the tokens; the issuer while `KONG_JWT_ISSUER` is unset.")
  static let issuer = Setting<[String]?>(
    "jwt.issuer", "KONG_JWT_ISSUER", .optional(.list()), default: nil, shown: "`KONG_JWT_AUTHORITY`",
    "Issuer of the tokens (`iss`); the first entry of a list.")
  static let audience = Setting(
    required: "jwt.audience", "KONG_JWT_AUDIENCE", .list(), example: "https://api.example.com", standIn: [""],
    "Audience of the tokens (`aud`): one entry as text, several as an array in their order.")
  static let keyClaimName = Setting(
    "jwt.keyClaimName", "KONG_JWT_KEY_CLAIM_NAME", .claimName, default: "key",
    "Claim with the credential's key; the same as `key_claim_name` of Kong's jwt plugin.")
  static let lifetime = Setting(
    "jwt.expirationMinutes", "JWT_EXPIRATION_MINUTES", .minutes(1...60), default: .seconds(15 * 60),
    "Time from issue to expiry."
  ).reloadable
  static let notBeforeSkew = Setting(
    "jwt.notBeforeSkewSeconds", "JWT_NOT_BEFORE_SKEW_SECONDS", .seconds(0...300), default: .zero,
    "How long before its issue a token is valid already, for gateways whose clocks are behind.")
  static let uniqueNamePrefix = Setting<String?>(
    "jwt.uniqueNamePrefix", "JWT_UNIQUE_NAME_PREFIX", .optional(.text()), default: nil,
    shown: "host of the issuer and `#`", "What precedes the username in the claim `unique_name`.")
  static let validatesClaims = Setting(
    "jwt.validateClaims", "JWT_VALIDATE_CLAIMS", .boolean, default: false,
    "Whether validation also demands our issuer and audience.")

  init(from settings: inout SettingsReader) {
    settings.section = "Tokens"
    let authority = settings.value(of: Self.authority)
    issuer = (settings.value(of: Self.issuer) ?? authority)[0]
    audience = settings.value(of: Self.audience)
    keyClaimName = settings.value(of: Self.keyClaimName)
    lifetime = settings.value(of: Self.lifetime)
    notBeforeSkew = settings.value(of: Self.notBeforeSkew)
    uniqueNamePrefix = settings.value(of: Self.uniqueNamePrefix)
    validatesClaims = settings.value(of: Self.validatesClaims)
  }
}
