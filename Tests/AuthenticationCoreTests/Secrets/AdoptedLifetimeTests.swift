import AuthenticationCore
import TestSupport
import Testing

/// What a change of the lifetimes does to a cache that is in use.
@Suite struct `Adopted lifetime` {
  let time = TestTime()
  let cache = MemoryCredentialCache(
    capacity: 10, lifetime: CredentialLifetime(found: .seconds(300), notFound: .seconds(100), random: { 0.5 }))

  func adopt(found: Duration, notFound: Duration) {
    cache.adopt(CredentialLifetime(found: found, notFound: notFound, random: { 0.5 }), at: time.now)
  }

  @Test func `new entries live by it`() throws {
    adopt(found: .seconds(1000), notFound: .seconds(500))
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    cache.insert(.notFound, for: "nobody", at: time.now)
    time.advance(by: .seconds(499))
    #expect(cache.get("nobody", at: time.now)?.label == "absent")
    time.advance(by: .seconds(500))
    #expect(cache.get("nobody", at: time.now) == nil)
    #expect(cache.get("alice", at: time.now)?.label == "key-1")
  }

  @Test func `no old entry outlives what a new one could`() throws {
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    cache.insert(.notFound, for: "nobody", at: time.now)
    adopt(found: .seconds(10), notFound: .seconds(5))
    time.advance(by: .seconds(5))
    #expect(cache.get("nobody", at: time.now) == nil)
    #expect(cache.get("alice", at: time.now)?.label == "key-1")
    time.advance(by: .seconds(6))
    #expect(cache.get("alice", at: time.now) == nil)
  }

  @Test func `an old entry is not lengthened`() throws {
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    adopt(found: .seconds(3600), notFound: .zero)
    time.advance(by: .seconds(300))
    #expect(cache.get("alice", at: time.now) == nil)
  }

  @Test func `an old entry that ends sooner is not taken for stale while Kong is well`() throws {
    let tolerant = { CredentialLifetime(found: .seconds($0), staleTolerance: .seconds(1800), random: { 0.5 }) }
    cache.adopt(tolerant(300), at: time.now)
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    cache.adopt(tolerant(10), at: time.now)
    time.advance(by: .seconds(20))
    #expect(cache.get("alice", at: time.now) == nil)
    #expect(cache.staleCredentials(of: "alice", at: time.now) != nil)
  }
}
