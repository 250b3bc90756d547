import AuthenticationCore
import FoundationEssentials

/// What consumers in memory cost: one credential each, with a key and a secret as Kong makes them.
struct FootprintWorkload: Workload {
  func run(iterations count: Int) throws {
    let before = try Self.residentBytes()
    let cache = MemoryCredentialCache(capacity: count, lifetime: CredentialLifetime(found: .seconds(3600)))
    for number in 0..<count {
      let id = "7e1b5a0e-3b1c-4c0e-9a63-\(100_000_000_000 + number)"
      let credential = JWTCredential(
        key: Self.text("key", number, length: 32), secret: Secret(Self.text("secret", number, length: 32)), createdAt: 0
      )
      guard let credentials = ConsumerCredentials(consumerID: id, credentials: [credential]) else {
        throw WrongResult(description: "no credentials")
      }
      cache.insert(.found(credentials), for: id, at: .now)
    }
    let bytes = try Self.residentBytes() - before
    guard cache.count == count else { throw WrongResult(description: "not all of them are kept") }
    print("\(count) consumers: \(bytes / count) bytes each, \(bytes / 1_000_000) MB together")
  }

  private static func text(_ prefix: String, _ number: Int, length: Int) -> String {
    let text = "\(prefix)-\(number)-"
    return text + String(repeating: "x", count: length - text.utf8.count)
  }

  /// Resident memory of this process.
  private static func residentBytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    guard let pages = status.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw WrongResult(description: "no /proc")
    }
    return pages * 4096
  }
}
