/// A consumer, as Kong's database has it.
package struct KongConsumer: KongEntity {
  package var id: String
  package var username: String?
  package var customID: String?
  package var tags: [String]?
  /// Seconds since 1970.
  package var createdAt: Int
  /// Seconds since 1970.
  package var updatedAt: Int

  package init(
    id: String, username: String? = nil, customID: String? = nil, tags: [String]? = nil, createdAt: Int = 0
  ) {
    self.id = id
    self.username = username
    self.customID = customID
    self.tags = tags
    self.createdAt = createdAt
    self.updatedAt = createdAt
  }
}
