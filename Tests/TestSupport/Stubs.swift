package import AuthenticationCore

extension Consumer {
  /// A consumer of which only what matters to a test is named.
  package static func stub(id: String = "consumer-1", username: String = "alice") -> Self {
    Consumer(id: id, username: username)
  }
}

extension JWTCredential {
  /// A credential of which only what matters to a test is named.
  package static func stub(key: String = "key-1", secret: String = "secret-1", createdAt: Int64 = 1) -> Self {
    JWTCredential(key: key, secret: Secret(secret), createdAt: createdAt)
  }
}

extension TokenPolicy {
  /// A policy of which only what matters to a test is named.
  package static func stub(
    issuer: String = "https://api.example.com", audience: [String] = ["example-api"], keyClaimName: String = "key",
    lifetimeSeconds: Int64 = 900, notBeforeSkewSeconds: Int64 = 0, uniqueNamePrefix: String? = nil,
    validatesClaims: Bool = false
  ) -> Self {
    TokenPolicy(
      issuer: issuer, audience: audience, keyClaimName: keyClaimName, lifetimeSeconds: lifetimeSeconds,
      notBeforeSkewSeconds: notBeforeSkewSeconds, uniqueNamePrefix: uniqueNamePrefix, validatesClaims: validatesClaims)
  }
}
