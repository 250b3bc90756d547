import Crypto

/// What a cache knew, sealed for a file: AES-256-GCM, bound to what it is for.
package enum CacheSnapshot {
  /// Why a snapshot is not taken.
  package enum Refusal: Error, Sendable, Equatable {
    /// Not one of ours, or of another version.
    case foreign
    /// Sealed with a key that we do not have, for another service, or changed since.
    case sealBroken
    /// What was sealed is not a snapshot.
    case malformed
  }

  /// The first bytes of the file: name and version of the format.
  private static let magic = Array("authsnap2\n".utf8)

  /// Seals what a cache remembers.
  ///
  /// - Parameters:
  ///   - keys: the first one seals.
  ///   - purpose: for whom; only who names the same can open it.
  ///   - seconds: the time of day, since 1970.
  package static func seal(
    _ remembered: [RememberedCredentials], with keys: SnapshotKeys, for purpose: String, at seconds: Int64
  ) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      SnapshotCoding.encode(remembered, writtenAt: seconds), using: keys.first,
      authenticating: associatedData(purpose))
    return magic + Array(box.combined ?? box.ciphertext)
  }

  /// Opens a snapshot.
  ///
  /// - Parameters:
  ///   - keys: each one may have sealed it.
  ///   - seconds: the time of day now; the time since it was written counts against each life.
  package static func open(
    _ bytes: [UInt8], with keys: SnapshotKeys, for purpose: String, at seconds: Int64
  ) throws(Refusal) -> [RememberedCredentials] {
    guard bytes.starts(with: magic), let box = try? AES.GCM.SealedBox(combined: bytes.dropFirst(magic.count)) else {
      throw .foreign
    }
    guard
      let plain = keys.all.lazy.compactMap({ key in
        try? AES.GCM.open(box, using: key, authenticating: associatedData(purpose))
      }).first
    else { throw .sealBroken }
    guard let (remembered, writtenAt) = SnapshotCoding.decode(Array(plain)) else { throw .malformed }
    // A clock that was set back must not make anything younger than it was.
    let age = Duration.seconds(max(0, seconds - writtenAt))
    return remembered.map {
      RememberedCredentials(name: $0.name, credentials: $0.credentials, remainingLife: $0.remainingLife - age)
    }
  }

  private static func associatedData(_ purpose: String) -> [UInt8] {
    magic + Array(purpose.utf8)
  }
}

/// Keys for AES-256: the first seals, all open, so that keys can be changed.
package struct SnapshotKeys: Sendable {
  let first: SymmetricKey
  let all: [SymmetricKey]

  /// Takes keys of 32 bytes each; nil when there is none, or one of another length.
  package init?(_ keys: [[UInt8]]) {
    guard let first = keys.first, keys.allSatisfy({ $0.count == 32 }) else { return nil }
    self.first = SymmetricKey(data: first)
    self.all = keys.map { SymmetricKey(data: $0) }
  }
}

extension SnapshotKeys: CustomStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(reflecting: "<redacted>") }
}
