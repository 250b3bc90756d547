import Testing

@testable import AuthenticationService

struct SharedCacheKeysTests {
  static let id = "0f1e2d3c-aaaa-bbbb-cccc-123456789abc"

  @Test func `everything is ours, of this generation`() {
    #expect(SharedCacheKeys.prefix == "auth_service:v2:")
    #expect(SharedCacheKeys.entryPrefix == "auth_service:v2:consumer_secret:")
    #expect(SharedCacheKeys.purgeLog == "auth_service:v2:purges")
    #expect(SharedCacheKeys.purgeChannel == "auth_service:v2:purge")
  }

  @Test(arguments: [true, false]) func `an id stands as it is`(hidesNames: Bool) {
    let keys = SharedCacheKeys(hidesNames: hidesNames)
    #expect(keys.entry(Self.id) == "auth_service:v2:consumer_secret:\(Self.id)")
    #expect(keys.lease(Self.id) == "auth_service:v2:lease:\(Self.id)")
    #expect(keys.entry(Self.id.uppercased()).hasSuffix(Self.id.uppercased()))
  }

  @Test func `a name stands as it is where it may be seen`() {
    let keys = SharedCacheKeys(hidesNames: false)
    #expect(keys.entry("alice") == "auth_service:v2:consumer_secret:alice")
    #expect(keys.lease("älice") == "auth_service:v2:lease:älice")
  }

  /// By `printf alice | openssl dgst -sha256 -binary | basenc --base64url`.
  static let hash = "~K9gGyX8OAK8aH8Myj6djqSaXI8jbj6xPk69x2xhtbpA"

  @Test func `a name that must not be seen stands as its hash`() {
    let keys = SharedCacheKeys(hidesNames: true)
    #expect(keys.entry("alice") == "auth_service:v2:consumer_secret:\(Self.hash)")
    #expect(keys.lease("alice") == "auth_service:v2:lease:\(Self.hash)")
  }

  @Test(arguments: [
    "bob", "", "0f1e2d3c-aaaa-bbbb-cccc-123456789abg", id + "0", " " + id, "Alice", "\u{E9}", "e\u{301}",
  ])
  func `different names have different keys, and show nothing of themselves`(name: String) {
    let keys = SharedCacheKeys(hidesNames: true)
    let key = keys.entry(name)
    #expect(key.count == keys.entry("alice").count)
    #expect(key != keys.entry("alice"))
    #expect(name.isEmpty || !key.contains(name))
  }

  @Test func `one letter in two spellings is two names`() {
    let keys = SharedCacheKeys(hidesNames: true)
    #expect(keys.entry("\u{E9}") != keys.entry("e\u{301}"))
  }
}
