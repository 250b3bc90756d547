/// An API key, as Kong's `key-auth` plugin has it.
package struct KongKeyCredential: KongCredential {
  package var id: String
  package var consumerID: String
  package var key: String?
  package var tags: [String]?
  /// Seconds since 1970.
  package var createdAt: Int
  /// Seconds since 1970 after which the key is gone; nil for never.
  package var expiresAt: Int?

  package init(
    id: String, consumerID: String, key: String?, tags: [String]? = nil, createdAt: Int = 0, expiresAt: Int? = nil
  ) {
    self.id = id
    self.consumerID = consumerID
    self.key = key
    self.tags = tags
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }
}
