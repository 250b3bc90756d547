/// Something that Kong keeps under a UUID.
package protocol KongEntity: Sendable, Equatable {
  /// A lower-case UUID.
  var id: String { get }
  var tags: [String]? { get }
  /// Seconds since 1970.
  var createdAt: Int { get }
}

/// Something by which Kong recognises a consumer: a JWT credential or an API key.
package protocol KongCredential: KongEntity {
  var consumerID: String { get set }
  /// Unique among the credentials of its kind; nil only when a client asked for null.
  var key: String? { get }
}
