/// A usable JWT credential of a Kong consumer: algorithm HS256, with key and secret.
package struct JWTCredential: Sendable {
  /// Kong's key of the credential: what a token names in its key claim, unique across all consumers.
  package let key: String
  /// The prepared signing key: the UTF-8 bytes of Kong's secret, never base64-decoded.
  package let signingKey: SigningKey
  /// When Kong says that the credential was made, in seconds since 1970.
  package let createdAt: Int64

  package init(key: String, secret: Secret, createdAt: Int64) {
    self.key = key
    self.signingKey = SigningKey(secret)
    self.createdAt = createdAt
  }
}
