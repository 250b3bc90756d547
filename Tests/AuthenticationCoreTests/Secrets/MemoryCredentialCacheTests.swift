import AuthenticationCore
import TestSupport
import Testing

@Suite struct `Memory credential cache` {
  let time = TestTime()

  func cache(
    capacity: Int = 3, found: Duration = .seconds(300), notFound: Duration = .seconds(10)
  ) -> MemoryCredentialCache {
    MemoryCredentialCache(
      capacity: capacity, lifetime: CredentialLifetime(found: found, notFound: notFound, random: { 0.5 }))
  }

  @Test func `credentials are found until their TTL is over`() throws {
    let cache = cache()
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    #expect(cache.get("alice", at: time.now)?.label == "key-1")
    time.advance(by: .seconds(300) - .nanoseconds(1))
    #expect(cache.get("alice", at: time.now)?.label == "key-1")
    time.advance(by: .nanoseconds(1))
    #expect(cache.get("alice", at: time.now) == nil)
  }

  @Test func `a hit does not lengthen a life`() throws {
    let cache = cache()
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    for _ in 0..<3 {
      time.advance(by: .seconds(99))
      #expect(cache.get("alice", at: time.now) != nil)
    }
    time.advance(by: .seconds(3))
    #expect(cache.get("alice", at: time.now) == nil)
  }

  @Test func `an absence is known until its own TTL is over`() {
    let cache = cache()
    cache.insert(.notFound, for: "nobody", at: time.now)
    time.advance(by: .seconds(10) - .nanoseconds(1))
    #expect(cache.get("nobody", at: time.now)?.label == "absent")
    time.advance(by: .nanoseconds(1))
    #expect(cache.get("nobody", at: time.now) == nil)
  }

  @Test func `an absence takes the place of credentials, and credentials that of an absence`() throws {
    let cache = cache()
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    cache.insert(.notFound, for: "alice", at: time.now)
    #expect(cache.get("alice", at: time.now)?.label == "absent")
    cache.insert(.found(try .stub(key: "key-2")), for: "alice", at: time.now)
    #expect(cache.get("alice", at: time.now)?.label == "key-2")
    #expect(cache.count == 1)
  }

  @Test func `without negative caching an absence leaves nothing, not even what was known before`() throws {
    let cache = cache(notFound: .zero)
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    cache.insert(.notFound, for: "alice", at: time.now)
    #expect(cache.get("alice", at: time.now) == nil)
    #expect(cache.count == 0)
  }

  @Test func `an expired entry keeps its place until it is replaced`() throws {
    let cache = cache()
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    time.advance(by: .seconds(1000))
    #expect(cache.get("alice", at: time.now) == nil)
    #expect(cache.count == 1)
  }

  @Test func `never holds more than its capacity, absences included`() throws {
    let cache = cache(capacity: 100)
    for number in 0..<1000 {
      cache.insert(number.isMultiple(of: 3) ? .notFound : .found(try .stub()), for: "\(number)", at: time.now)
      #expect(cache.count == min(number + 1, 100))
    }
    #expect(cache.get("899", at: time.now) == nil)
    #expect(cache.get("900", at: time.now) != nil)
    #expect(cache.statistics.evictions == 900)
    #expect(cache.capacity == 100)
  }

  @Test func `counts hits, known absences and misses, and a peek not at all`() throws {
    let cache = cache()
    cache.insert(.found(try .stub()), for: "alice", at: time.now)
    cache.insert(.notFound, for: "nobody", at: time.now)
    for id in ["alice", "alice", "alice", "nobody", "nobody", "stranger"] { _ = cache.get(id, at: time.now) }
    #expect(cache.peek("alice", at: time.now)?.label == "key-1")
    #expect(cache.peek("stranger", at: time.now) == nil)
    #expect(cache.statistics == .init(hits: 3, negativeHits: 2, misses: 1, evictions: 0))
    time.advance(by: .seconds(301))
    _ = cache.get("alice", at: time.now)
    #expect(cache.statistics.misses == 2)
  }

  @Test func `forgets one or all`() throws {
    let cache = cache()
    for id in ["a", "b", "c"] { cache.insert(.found(try .stub()), for: id, at: time.now) }
    cache.remove("b")
    #expect(cache.get("b", at: time.now) == nil)
    #expect(cache.get("a", at: time.now) != nil)
    cache.removeAll()
    #expect(cache.count == 0)
    #expect(cache.get("a", at: time.now) == nil)
  }
}
