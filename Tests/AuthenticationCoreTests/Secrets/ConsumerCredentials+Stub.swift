import AuthenticationCore
import Testing

extension ConsumerCredentials {
  /// Credentials that can be told from others by their key.
  static func stub(consumer: String = "alice", key: String = "key-1", createdAt: Int64 = 1) throws -> Self {
    try #require(
      ConsumerCredentials(
        consumerID: consumer, credentials: [JWTCredential(key: key, secret: Secret("s"), createdAt: createdAt)]))
  }
}

extension CachedAnswer {
  /// The key of the credentials, or "absent".
  var label: String {
    switch self {
    case .found(let credentials): credentials.signing.key
    case .notFound: "absent"
    }
  }
}

extension CacheHit {
  /// The label of the answer.
  var label: String { answer.label }
}
