import Crypto

/// Names for consumers that say nothing of them: the same for as long as the process lives, and known to nobody else.
struct HashedIDs: Sendable {
  private let key = SymmetricKey(size: .bits256)

  /// 16 hexadecimal digits.
  func name(of id: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Array(id.utf8), using: key).prefix(8).hexadecimal
  }
}
