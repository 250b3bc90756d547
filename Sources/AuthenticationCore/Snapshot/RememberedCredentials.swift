/// What a cache knows of one consumer, apart from the cache.
package struct RememberedCredentials: Sendable {
  /// What the consumer was asked for by.
  package let name: String
  package let credentials: ConsumerCredentials
  /// From now to the end of its life; negative when that is over.
  package let remainingLife: Duration

  package init(name: String, credentials: ConsumerCredentials, remainingLife: Duration) {
    self.name = name
    self.credentials = credentials
    self.remainingLife = remainingLife
  }
}
