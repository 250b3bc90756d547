import AuthenticationCore

/// A consumer, as Kong's Admin API sends it; what names it may be null.
struct ConsumerRecord: AdminEntity {
  static let plural = "consumers"

  let id: String
  private let username: String?

  /// Whether this is the consumer's user name, byte for byte; a custom id never counts.
  func isNamed(_ name: String) -> Bool {
    guard let username else { return false }
    return username.utf8.elementsEqual(name.utf8)
  }

  /// Whether this is the consumer's id, in capital or small letters.
  func hasID(_ id: String) -> Bool {
    self.id.equalsIgnoringASCIICase(id)
  }
}
