import AuthenticationCore
import Testing

/// Entries of the shared cache, sealed.
@Suite struct `Sealed shared entry` {
  static let now: Int64 = 1_736_942_400_000
  static let key = "auth_service:v2:consumer_secret:älice"

  let form: SharedEntryForm

  init() throws {
    form = try Self.form(7)
  }

  /// A form with keys that consist of one byte each.
  static func form(_ bytes: UInt8..., environment: String = "production") throws -> SharedEntryForm {
    let keys = try #require(SnapshotKeys(bytes.map { [UInt8](repeating: $0, count: 32) }))
    return SharedEntryForm(keys: keys, environment: environment)
  }

  /// A consumer with three credentials, and a name and a key beyond ASCII.
  static func remembered() throws -> RememberedCredentials {
    let credentials = [
      JWTCredential(key: "oldest", secret: Secret("s"), createdAt: -1),
      JWTCredential(key: "nëw \"quoted\" \u{1}", secret: Secret(String(repeating: "long", count: 100)), createdAt: 20),
      JWTCredential(key: "old", secret: Secret("thirty-two bytes are long enough"), createdAt: 10),
    ]
    return RememberedCredentials(
      name: "älice", credentials: try #require(ConsumerCredentials(consumerID: "alice-id", credentials: credentials)),
      remainingLife: .milliseconds(123_456))
  }

  func sealed() throws -> [UInt8] {
    try #require(form.write(try Self.remembered(), under: Self.key, at: Self.now))
  }

  func isRead(_ bytes: [UInt8], by form: SharedEntryForm? = nil, under key: String = key) -> Bool {
    (form ?? self.form).read(bytes, about: "älice", under: key, at: Self.now) != nil
  }

  @Test(arguments: [true, false]) func `gives back what was written, sealed or not`(isSealed: Bool) throws {
    let form = isSealed ? self.form : SharedEntryForm(keys: nil, environment: "production")
    #expect(form.isSealed == isSealed)
    let bytes = try #require(form.write(try Self.remembered(), under: Self.key, at: Self.now))
    let read = form.read(bytes, about: "älice", under: Self.key, at: Self.now)
    #expect(read?.inFull == (try Self.remembered().inFull))
    #expect(read?.credentials.all.map(\.key) == ["nëw \"quoted\" \u{1}", "old", "oldest"])
  }

  @Test(arguments: [(0, 123_456), (23_456, 100_000), (123_456, 0), (200_000, -76_544), (-1000, 124_456)])
  func `the time since it was written counts against its life`(passed: Int64, left: Int64) throws {
    let read = form.read(try sealed(), about: "älice", under: Self.key, at: Self.now + passed)
    #expect(read?.remainingLife == .milliseconds(left))
  }

  @Test func `shows neither names nor keys nor secrets, and no two are alike`() throws {
    let bytes = try sealed()
    let blocks = try Self.remembered().credentials.all.map(\.signingKey.exposedBlock)
    for text in [Array("älice".utf8), Array("alice-id".utf8), Array("oldest".utf8), Array("schema".utf8)] + blocks {
      #expect(!bytes.contains(text))
    }
    #expect(bytes != (try sealed()))
  }

  @Test func `does not open under the name of another key`() throws {
    let bytes = try sealed()
    #expect(isRead(bytes))
    #expect(!isRead(bytes, under: "auth_service:v2:consumer_secret:bob"))
    #expect(!isRead(bytes, under: Self.key + " "))
  }

  @Test func `does not open in another environment`() throws {
    #expect(!isRead(try sealed(), by: try Self.form(7, environment: "staging")))
    #expect(!isRead(try sealed(), by: try Self.form(7, environment: "")))
  }

  @Test func `does not open with other keys, and opens with any that is known`() throws {
    #expect(!isRead(try sealed(), by: try Self.form(8)))
    #expect(isRead(try sealed(), by: try Self.form(8, 7)))
    #expect(isRead(try sealed(), by: try Self.form(8, 9, 7)))
  }

  @Test func `is sealed with the first key alone`() throws {
    let bytes = try #require(try Self.form(8, 7).write(try Self.remembered(), under: Self.key, at: Self.now))
    #expect(isRead(bytes, by: try Self.form(8)))
    #expect(!isRead(bytes))
  }

  @Test func `a byte that was changed anywhere is noticed`() throws {
    let bytes = try sealed()
    for index in bytes.indices {
      for mask: UInt8 in [1, 0x80, 0xFF] {
        var changed = bytes
        changed[index] ^= mask
        #expect(!isRead(changed), "byte \(index)")
      }
    }
  }

  @Test func `a part of it is nothing, and neither is more`() throws {
    let bytes = try sealed()
    for count in bytes.indices { #expect(!isRead(Array(bytes.prefix(count))), "\(count) bytes") }
    #expect(!isRead(bytes + [0]))
    #expect(!isRead([0] + bytes))
  }

  @Test func `where keys are given nothing readable is believed, and where none are nothing sealed`() throws {
    let open = SharedEntryForm(keys: nil, environment: "production")
    let readable = try #require(open.write(try Self.remembered(), under: Self.key, at: Self.now))
    #expect(isRead(readable, by: open))
    #expect(!isRead(readable))
    #expect(!isRead(try sealed(), by: open))
  }

  @Test func `text is sealed for a purpose`() throws {
    let bytes = try #require(form.seal(Array("text".utf8), for: "one"))
    #expect(form.open(bytes, for: "one") == Array("text".utf8))
    #expect(form.open(bytes, for: "two") == nil)
    #expect(form.open(Array("text".utf8), for: "one") == nil)
    let open = SharedEntryForm(keys: nil, environment: "production")
    #expect(open.seal(Array("text".utf8), for: "one") == Array("text".utf8))
  }
}
