/// A JWT credential, as Kong's `jwt` plugin has it.
package struct KongJWTCredential: KongCredential {
  package var id: String
  package var consumerID: String
  /// What tokens name in their key claim.
  package var key: String?
  package var secret: String?
  /// A JWS algorithm, RFC 7518 section 3.1.
  package var algorithm: String
  /// A PEM key for asymmetric algorithms, kept and shown but never used: the sandbox verifies HMAC signatures only.
  package var rsaPublicKey: String?
  package var tags: [String]?
  /// Seconds since 1970.
  package var createdAt: Int

  package init(
    id: String, consumerID: String, key: String?, secret: String?, algorithm: String = "HS256",
    rsaPublicKey: String? = nil, tags: [String]? = nil, createdAt: Int = 0
  ) {
    self.id = id
    self.consumerID = consumerID
    self.key = key
    self.secret = secret
    self.algorithm = algorithm
    self.rsaPublicKey = rsaPublicKey
    self.tags = tags
    self.createdAt = createdAt
  }
}
