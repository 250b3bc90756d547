import AuthenticationCore

/// A consumer and what Kong lists of him.
struct ListedConsumer: Sendable {
  /// The id as Kong spells it.
  let id: String
  /// The credentials that tokens can be signed with, if any.
  let usable: [JWTCredential]
  /// The keys of the others.
  var unusableKeys: [String] = []

  /// What a look-up gives; nil without a usable credential.
  var credentials: ConsumerCredentials? {
    ConsumerCredentials(consumerID: id, credentials: usable, unusableKeys: unusableKeys)
  }
}
