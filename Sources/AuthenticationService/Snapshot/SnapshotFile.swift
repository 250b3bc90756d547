import AuthenticationCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file in which a sealed snapshot waits for the next start; nobody but us may read it.
struct SnapshotFile: Sendable {
  /// Bytes of the largest file that is read: a million consumers.
  private static let limit = 512 << 20

  /// Why a file could not be written.
  struct WriteError: Error, Equatable {
    let reason: String
  }

  let path: String
  let keys: SnapshotKeys
  /// Whom the snapshot is for: another service, or this one elsewhere, cannot open it.
  let purpose: String

  /// Whether there is something to read.
  var exists: Bool { access(path, F_OK) == 0 }

  /// Reads what another process knew.
  ///
  /// - Returns: nil with the reason when it is not to be used.
  func read(at seconds: Int64) -> Result<[RememberedCredentials], SettingRefusal> {
    do throws(SettingRefusal) {
      let bytes = try RegularFile.content(at: path, limit: Self.limit)
      do throws(CacheSnapshot.Refusal) {
        return .success(try CacheSnapshot.open(bytes, with: keys, for: purpose, at: seconds))
      } catch {
        return .failure(SettingRefusal(error.reason))
      }
    } catch {
      return .failure(error)
    }
  }

  /// Writes a snapshot in the place of the one before: whoever reads finds one or the other, whole.
  ///
  /// - Returns: its bytes.
  func write(_ remembered: [RememberedCredentials], at seconds: Int64) throws(WriteError) -> Int {
    guard let bytes = try? CacheSnapshot.seal(remembered, with: keys, for: purpose, at: seconds) else {
      throw WriteError(reason: "it could not be sealed")
    }
    let draft = "\(path).\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw WriteError(reason: "no file can be made there (error \(errno))") }
    let isWritten = Self.write(bytes, to: descriptor) && fsync(descriptor) == 0
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed, rename(draft, path) == 0 else {
      let reason = "it could not be stored (error \(errno))"
      unlink(draft)
      throw WriteError(reason: reason)
    }
    return bytes.count
  }

  private static func write(_ bytes: [UInt8], to descriptor: CInt) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

extension CacheSnapshot.Refusal {
  /// As the rest of a sentence about a file.
  fileprivate var reason: String {
    switch self {
    case .foreign: "holds no snapshot of this version"
    case .sealBroken: "is damaged, or was sealed with another key or for another service"
    case .malformed: "was sealed by us and makes no sense"
    }
  }
}
