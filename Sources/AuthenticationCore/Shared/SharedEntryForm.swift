import Crypto

/// How an entry of the shared cache stands there: sealed, or as readable JSON where no key is given.
///
/// Sealed is AES-256-GCM, bound to the version of the form, to the environment and to the name of the key under which it
/// stands: an entry that was moved to another key, or comes from another environment, does not open.
package struct SharedEntryForm: Sendable {
  /// The first bytes of what is sealed: name and version of the form.
  ///
  /// JSON begins otherwise.
  private static let magic = Array("authcred2\n".utf8)

  /// Nil where entries are readable.
  private let keys: SnapshotKeys?
  private let environment: String

  /// - Parameters:
  ///   - keys: the first seals, all open.
  ///   - environment: who else uses the same servers is kept apart by it.
  package init(keys: SnapshotKeys?, environment: String) {
    self.keys = keys
    self.environment = environment
  }

  package var isSealed: Bool { keys != nil }

  /// Writes an entry.
  ///
  /// - Parameters:
  ///   - key: under which it will stand.
  ///   - milliseconds: the time of day, since 1970.
  /// - Returns: nil when it cannot be sealed.
  package func write(_ remembered: RememberedCredentials, under key: String, at milliseconds: Int64) -> [UInt8]? {
    seal(SharedEntryCoding.encode(remembered, at: milliseconds), for: key)
  }

  /// Reads an entry about `name`; nil when it is not one that belongs there.
  package func read(
    _ bytes: [UInt8], about name: String, under key: String, at milliseconds: Int64
  ) -> RememberedCredentials? {
    open(bytes, for: key).flatMap { SharedEntryCoding.decode($0, about: name, at: milliseconds) }
  }

  /// Seals any text for a purpose, or leaves it as it is where nothing is sealed.
  package func seal(_ text: [UInt8], for purpose: String) -> [UInt8]? {
    guard let keys else { return text }
    let box = try? AES.GCM.seal(text, using: keys.first, authenticating: associatedData(purpose))
    return box?.combined.map { Self.magic + $0 }
  }

  /// Opens what was sealed for the same purpose; where keys are given, nothing else is believed.
  package func open(_ bytes: [UInt8], for purpose: String) -> [UInt8]? {
    guard let keys else { return bytes }
    guard bytes.starts(with: Self.magic), let box = try? AES.GCM.SealedBox(combined: bytes[Self.magic.count...]) else {
      return nil
    }
    let data = associatedData(purpose)
    return keys.all.lazy.compactMap { try? AES.GCM.open(box, using: $0, authenticating: data) }.first.map(Array.init)
  }

  private func associatedData(_ purpose: String) -> [UInt8] {
    Self.magic + Array(environment.utf8) + [0] + Array(purpose.utf8)
  }
}
