/// A usable JWT credential of a Kong consumer: algorithm HS256, with key and secret.
package struct JWTCredential: Sendable {
  /// The fewest bytes that a secret for HS256 should have (RFC 7518 section 3.2); Kong accepts a single one.
  package static let leastSecretBytes = 32

  /// Kong's key of the credential: what a token names in its key claim, unique across all consumers.
  package let key: String
  /// The prepared signing key: the UTF-8 bytes of Kong's secret, never base64-decoded.
  package let signingKey: SigningKey
  /// When Kong says that the credential was made, in seconds since 1970.
  package let createdAt: Int64
  /// Whether the secret has fewer bytes than ``leastSecretBytes``.
  ///
  /// Tokens are signed with it all the same, since Kong accepts them.
  package let hasShortSecret: Bool

  package init(key: String, secret: Secret, createdAt: Int64) {
    self.key = key
    self.signingKey = SigningKey(secret)
    self.createdAt = createdAt
    self.hasShortSecret = secret.exposed.utf8.count < Self.leastSecretBytes
  }

  init(key: String, signingKey: SigningKey, createdAt: Int64, hasShortSecret: Bool) {
    self.key = key
    self.signingKey = signingKey
    self.createdAt = createdAt
    self.hasShortSecret = hasShortSecret
  }
}
