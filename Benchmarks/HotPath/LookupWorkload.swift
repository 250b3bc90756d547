import AuthenticationCore

/// One look-up of a fresh credential among 10,000 consumers, each time of another one.
struct LookupWorkload: Workload {
  /// Fails: nothing that is looked up here needs to be fetched.
  private struct NoSource: ConsumerCredentialSource {
    func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
      throw .notFound
    }
  }

  private static let consumerCount = 10_000
  /// Prime to the number of consumers: successive look-ups are far apart, and reach all.
  private static let stride = 7919

  private let consumerIDs: [String]
  private let store: CredentialStore

  init() throws {
    let cache = MemoryCredentialCache(
      capacity: Self.consumerCount, lifetime: CredentialLifetime(found: .seconds(3600)))
    consumerIDs = (0..<Self.consumerCount).map { "7e1b5a0e-3b1c-4c0e-9a63-\(100_000_000_000 + $0)" }
    for id in consumerIDs {
      let credential = JWTCredential(key: "key-of-\(id)", secret: Secret("secret-of-\(id)"), createdAt: 0)
      guard let credentials = ConsumerCredentials(consumerID: id, credentials: [credential]) else {
        throw WrongResult(description: "no credentials")
      }
      cache.insert(.found(credentials), for: id, at: .now)
    }
    store = CredentialStore(source: NoSource(), cache: cache)
  }

  func run(iterations: Int) throws {
    var index = 0
    for _ in 0..<iterations {
      guard case .cached = store.lookup(consumerIDs[index]) else { throw WrongResult(description: "not cached") }
      index += Self.stride
      if index >= Self.consumerCount { index -= Self.consumerCount }
    }
  }
}
