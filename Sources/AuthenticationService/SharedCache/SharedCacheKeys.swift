import AuthenticationCore
import Crypto

/// What things are called in the shared cache.
struct SharedCacheKeys: Sendable {
  /// Of everything that is ours.
  ///
  /// The number is that of the form of entries, so that two generations of the service can use the same servers side by
  /// side.
  static let prefix = "auth_service:v2:"
  static let entryPrefix = prefix + "consumer_secret:"
  static let leasePrefix = prefix + "lease:"
  /// The latest purges, for those who have not heard of them.
  static let purgeLog = prefix + "purges"
  /// Where purges are made known.
  static let purgeChannel = prefix + "purge"

  /// Whether names of users must not be seen.
  let hidesNames: Bool

  /// The key of a consumer's entry.
  func entry(_ name: String) -> String { Self.entryPrefix + spelling(of: name) }

  /// The key that says that some replica is asking Kong about a consumer.
  func lease(_ name: String) -> String { Self.leasePrefix + spelling(of: name) }

  /// An id as it is; a user name, where names are hidden, as its hash.
  private func spelling(of name: String) -> String {
    guard hidesNames, !name.isUUID else { return name }
    var text = Array("~".utf8)
    SHA256.hash(data: Array(name.utf8)).withUnsafeBytes { Base64URL.append($0, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }
}
