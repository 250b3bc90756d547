/// All usable JWT credentials of one consumer; there is at least one.
package struct ConsumerCredentials: Sendable {
  /// The consumer's id as Kong spells it.
  package let consumerID: String
  /// The credential that tokens are signed with: the newest.
  package let signing: JWTCredential
  /// The others, newest first: tokens signed with one of them still verify.
  ///
  /// Most consumers have none, and pay for none.
  private let older: [JWTCredential]
  /// Keys of credentials that tokens cannot be signed with here: of another algorithm, or without a secret.
  ///
  /// Their tokens are the consumer's all the same. Most consumers have none, and pay for none.
  package let unusableKeys: [String]

  /// Every usable credential, newest first.
  package var all: [JWTCredential] { [signing] + older }

  /// Makes the set of a consumer's credentials; nil when none is usable.
  ///
  /// Kong lists credentials by id, which is an arbitrary order; of equally old ones the first stays first.
  package init?(consumerID: String, credentials: [JWTCredential], unusableKeys: [String] = []) {
    let newestFirst = credentials.enumerated()
      .sorted { ($1.element.createdAt, $0.offset) < ($0.element.createdAt, $1.offset) }
      .map(\.element)
    guard let newest = newestFirst.first else { return nil }
    self.consumerID = consumerID
    self.signing = newest
    self.unusableKeys = unusableKeys
    self.older = newestFirst.count == 1 ? [] : Array(newestFirst.dropFirst())
  }

  /// The credential that a token names in its key claim, byte for byte as Kong compares it.
  package func credential(key: String) -> JWTCredential? {
    signing.isCalled(key) ? signing : older.first { $0.isCalled(key) }
  }

  /// Whether one of the consumer's JWT credentials is called so, be it one that tokens can be signed with or not.
  package func owns(key: String) -> Bool {
    credential(key: key) != nil || unusableKeys.contains { $0.utf8.elementsEqual(key.utf8) }
  }
}

extension JWTCredential {
  fileprivate func isCalled(_ key: String) -> Bool {
    self.key.utf8.elementsEqual(key.utf8)
  }
}
