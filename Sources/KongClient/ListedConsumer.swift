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

extension Finding<ListedConsumer> {
  /// What a list of credentials says, that was asked for by a consumer's id.
  init(_ records: [CredentialRecord], of id: String) {
    let owners = records.lazy.compactMap(\.consumerID)
    // Kong writes a UUID in lower case, however it was asked for.
    if let stranger = owners.first(where: { !$0.equalsIgnoringASCIICase(id) }) {
      self = .stranger(stranger)
    } else {
      self = .found(
        ListedConsumer(
          id: owners.first ?? id, usable: records.compactMap(\.usable),
          unusableKeys: records.compactMap(\.unusableKey)))
    }
  }
}
