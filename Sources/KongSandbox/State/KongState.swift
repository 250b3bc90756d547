/// Everything that a Kong would keep in its database, as one value.
package struct KongState: Sendable {
  package var consumers: EntityTable<KongConsumer>
  package var jwtCredentials: EntityTable<KongJWTCredential>
  package var keyCredentials: EntityTable<KongKeyCredential>
  /// What only Konnect has.
  package var realms: [KonnectRealm] = []
  /// Whether Kong reaches its database; while it does not, everything but `/status` is answered with 500.
  package var databaseIsReachable = true

  package init(
    consumers: [KongConsumer] = [], jwtCredentials: [KongJWTCredential] = [],
    keyCredentials: [KongKeyCredential] = []
  ) {
    self.consumers = EntityTable(consumers)
    self.jwtCredentials = EntityTable(jwtCredentials)
    self.keyCredentials = EntityTable(keyCredentials)
  }

  /// Finds a consumer as the Admin API does: by id when the text is a UUID, else by user name; never by custom id.
  package func consumer(_ idOrUsername: String) -> KongConsumer? {
    if UUIDText.isValid(idOrUsername) { return consumers[idOrUsername.lowercased()] }
    return consumers.all.first { $0.username.isByteForByte(idOrUsername) }
  }

  /// Removes a consumer and everything that belongs to it.
  package mutating func removeConsumer(_ id: String) {
    consumers[id] = nil
    jwtCredentials.removeAll { $0.consumerID == id }
    keyCredentials.removeAll { $0.consumerID == id }
  }

  /// Forgets API keys whose time to live has passed.
  package mutating func expire(now: Int) {
    let hasExpired = { (credential: KongKeyCredential) in credential.expiresAt.map { $0 <= now } ?? false }
    // Looked at first, since a removal would copy the table whenever somebody still reads it.
    if keyCredentials.all.contains(where: hasExpired) { keyCredentials.removeAll(where: hasExpired) }
  }

  /// Puts a new JWT credential in the place of all that the consumer had, as an operator does who rotates a secret.
  package mutating func rotateJWTCredentials(of consumerID: String, to credential: KongJWTCredential) {
    jwtCredentials.removeAll { $0.consumerID == consumerID }
    jwtCredentials[credential.id] = credential
  }
}
