import AuthenticationCore
import Testing

@Suite struct `Cache snapshot` {
  static let written: Int64 = 1_736_942_400

  let keys: SnapshotKeys
  let other: SnapshotKeys

  init() throws {
    keys = try #require(SnapshotKeys([[UInt8](repeating: 7, count: 32)]))
    other = try #require(SnapshotKeys([[UInt8](repeating: 8, count: 32)]))
  }

  /// Two consumers, one of them with two credentials and a name beyond ASCII.
  func remembered() throws -> [RememberedCredentials] {
    let alice = try #require(
      ConsumerCredentials(
        consumerID: "alice-id",
        credentials: [
          JWTCredential(key: "old", secret: Secret("s"), createdAt: 1),
          JWTCredential(key: "nëw", secret: Secret(String(repeating: "long", count: 100)), createdAt: 2),
        ], unusableKeys: ["rs", "é"]))
    let bob = try #require(
      ConsumerCredentials(
        consumerID: "bob-id", credentials: [JWTCredential(key: "k", secret: Secret("secret"), createdAt: 3)]))
    return [
      RememberedCredentials(name: "älice", credentials: alice, remainingLife: .seconds(100)),
      RememberedCredentials(name: "bob", credentials: bob, remainingLife: .seconds(-5)),
    ]
  }

  func sealed() throws -> [UInt8] {
    try CacheSnapshot.seal(try remembered(), with: keys, for: "tokens production", at: Self.written)
  }

  /// Everything about credentials that can be seen, signatures included.
  func description(_ entry: RememberedCredentials) -> String {
    let credentials = entry.credentials.all.map { credential in
      let signature = Array("message".utf8).withUnsafeBytes { Array(credential.signingKey.signature(of: $0)) }
      return "\(credential.key) \(credential.createdAt) \(credential.hasShortSecret) \(signature)"
    }
    return
      "\(entry.name) \(entry.credentials.consumerID) \(entry.remainingLife) \(credentials) \(entry.credentials.unusableKeys)"
  }

  @Test func `gives back what was sealed`() throws {
    let opened = try CacheSnapshot.open(try sealed(), with: keys, for: "tokens production", at: Self.written)
    #expect(opened.map(description) == (try remembered()).map(description))
  }

  @Test func `every key opens, the first one seals`() throws {
    let both = try #require(SnapshotKeys([[UInt8](repeating: 8, count: 32), [UInt8](repeating: 7, count: 32)]))
    #expect(try CacheSnapshot.open(try sealed(), with: both, for: "tokens production", at: Self.written).count == 2)
    let bytes = try CacheSnapshot.seal(try remembered(), with: both, for: "p", at: Self.written)
    #expect(try CacheSnapshot.open(bytes, with: other, for: "p", at: Self.written).count == 2)
    #expect(throws: CacheSnapshot.Refusal.sealBroken) {
      try CacheSnapshot.open(bytes, with: keys, for: "p", at: Self.written)
    }
  }

  @Test func `the time in the file counts against each life, a clock set back gives none`() throws {
    let later = try CacheSnapshot.open(try sealed(), with: keys, for: "tokens production", at: Self.written + 60)
    #expect(later.map(\.remainingLife) == [.seconds(40), .seconds(-65)])
    let earlier = try CacheSnapshot.open(try sealed(), with: keys, for: "tokens production", at: Self.written - 60)
    #expect(earlier.map(\.remainingLife) == [.seconds(100), .seconds(-5)])
  }

  @Test func `another key, or another purpose, opens nothing`() throws {
    let bytes = try sealed()
    #expect(throws: CacheSnapshot.Refusal.sealBroken) {
      try CacheSnapshot.open(bytes, with: other, for: "tokens production", at: Self.written)
    }
    #expect(throws: CacheSnapshot.Refusal.sealBroken) {
      try CacheSnapshot.open(bytes, with: keys, for: "tokens staging", at: Self.written)
    }
  }

  @Test func `a byte that was changed anywhere is noticed, and so is one too few or too many`() throws {
    let bytes = try sealed()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      #expect(throws: CacheSnapshot.Refusal.self) {
        try CacheSnapshot.open(changed, with: keys, for: "tokens production", at: Self.written)
      }
    }
    for damaged in [Array(bytes.dropLast()), bytes + [0], Array(bytes.prefix(10)), Array(bytes.prefix(20)), []] {
      #expect(throws: CacheSnapshot.Refusal.self) {
        try CacheSnapshot.open(damaged, with: keys, for: "tokens production", at: Self.written)
      }
    }
  }

  @Test func `neither keys nor secrets are in it, and two of the same differ`() throws {
    let bytes = try sealed()
    for text in ["älice", "bob-id", "nëw", "secret"] {
      #expect(!bytes.contains(Array(text.utf8)))
    }
    #expect(bytes != (try sealed()))
  }

  @Test(arguments: [[], [[UInt8]()], [[UInt8](repeating: 1, count: 31)], [[UInt8](repeating: 1, count: 33)]])
  func `keys have thirty-two bytes`(keys: [[UInt8]]) {
    #expect(SnapshotKeys(keys) == nil)
  }

  @Test func `keys do not show`() {
    var dumped = ""
    dump(keys, to: &dumped)
    #expect("\(keys)" == "<redacted>")
    #expect(!dumped.contains("7"))
  }
}
