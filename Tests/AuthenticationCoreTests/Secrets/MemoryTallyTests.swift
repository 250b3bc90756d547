import AuthenticationCore
import TestSupport
import Testing

/// How many entries there are, and in which state: 300 seconds of life, 600 of tolerance.
struct MemoryTallyTests {
  let time = TestTime()

  func cache(capacity: Int = 10) -> MemoryCredentialCache {
    MemoryCredentialCache(
      capacity: capacity,
      lifetime: CredentialLifetime(
        found: .seconds(300), notFound: .seconds(10), staleTolerance: .seconds(600), random: { 0.5 }))
  }

  @Test func `an empty cache has nothing`() {
    #expect(cache().tally(at: time.now) == .init())
  }

  @Test func `credentials are fresh, then stale, then useless; an absence is only an entry`() throws {
    let cache = cache()
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    cache.insert(.found(try .stub()), for: "bob", at: time.now)
    cache.insert(.notFound, for: "nobody", at: time.now)
    time.advance(by: .seconds(300) - .nanoseconds(1))
    #expect(cache.tally(at: time.now) == .init(entries: 3, fresh: 2, stale: 0))
    time.advance(by: .nanoseconds(1))
    cache.insert(.found(try .stub()), for: "bob", at: time.now)
    #expect(cache.tally(at: time.now) == .init(entries: 3, fresh: 1, stale: 1))
    time.advance(by: .seconds(600) - .nanoseconds(1))
    #expect(cache.tally(at: time.now) == .init(entries: 3, fresh: 0, stale: 2))
    time.advance(by: .nanoseconds(1))
    #expect(cache.tally(at: time.now) == .init(entries: 3, fresh: 0, stale: 1))
  }

  @Test func `the count is whole, the look into entries bounded to those used last`() throws {
    let cache = cache(capacity: 20_000)
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    for number in 1..<MemoryCredentialCache.tallyDepth { cache.insert(.notFound, for: "\(number)", at: time.now) }
    #expect(cache.tally(at: time.now) == .init(entries: MemoryCredentialCache.tallyDepth, fresh: 1))
    cache.insert(.notFound, for: "one more", at: time.now)
    #expect(cache.tally(at: time.now) == .init(entries: MemoryCredentialCache.tallyDepth + 1, fresh: 0))
  }

  @Test func `counting changes neither order nor statistics`() throws {
    let cache = cache(capacity: 2)
    cache.insert(.found(try .stub()), for: "first", at: time.now)
    cache.insert(.notFound, for: "second", at: time.now)
    _ = cache.tally(at: time.now)
    #expect(cache.statistics == .init())
    cache.insert(.notFound, for: "third", at: time.now)
    #expect(cache.get("first", at: time.now) == nil)
  }
}
