import AuthenticationCore
import TestSupport
import Testing

/// When a cache counts as warm: readiness rests on it while Kong is down.
struct CacheWarmthTests {
  let time = TestTime()
  let cache = MemoryCredentialCache(
    capacity: 5000,
    lifetime: CredentialLifetime(found: .seconds(300), notFound: .seconds(400), random: { 0.5 }))

  @Test func `an empty cache is cold`() {
    #expect(!cache.hasUsableCredentials(at: time.now))
  }

  @Test func `credentials warm it until they expire`() throws {
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    time.advance(by: .seconds(299))
    #expect(cache.hasUsableCredentials(at: time.now))
    time.advance(by: .seconds(1))
    #expect(!cache.hasUsableCredentials(at: time.now))
    #expect(cache.count == 1)
  }

  @Test func `the knowledge that somebody is unknown does not`() {
    cache.insert(.notFound, for: "nobody", at: time.now)
    #expect(!cache.hasUsableCredentials(at: time.now))
  }

  @Test func `one fresh entry behind expired and negative ones is enough`() throws {
    cache.insert(.found(try .stub()), for: "old", at: time.now)
    time.advance(by: .seconds(200))
    cache.insert(.found(try .stub()), for: "young", at: time.now)
    cache.insert(.notFound, for: "nobody", at: time.now)
    time.advance(by: .seconds(150))
    _ = cache.get("old", at: time.now)
    #expect(cache.hasUsableCredentials(at: time.now))
  }

  @Test func `the search is bounded`() throws {
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    for number in 1..<MemoryCredentialCache.searchDepth { cache.insert(.notFound, for: "\(number)", at: time.now) }
    #expect(cache.hasUsableCredentials(at: time.now))
    cache.insert(.notFound, for: "one more", at: time.now)
    #expect(!cache.hasUsableCredentials(at: time.now))
  }

  @Test func `looking changes no order`() throws {
    let cache = MemoryCredentialCache(capacity: 2)
    cache.insert(.found(try .stub()), for: "first", at: time.now)
    cache.insert(.notFound, for: "second", at: time.now)
    _ = cache.hasUsableCredentials(at: time.now)
    cache.insert(.notFound, for: "third", at: time.now)
    #expect(cache.get("first", at: time.now) == nil)
  }
}
