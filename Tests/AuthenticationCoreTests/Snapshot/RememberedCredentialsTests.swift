import AuthenticationCore
import TestSupport
import Testing

/// From one cache to another.
@Suite struct `Remembered credentials` {
  let time = TestTime()

  func cache(capacity: Int = 1000, life: Duration = .seconds(100)) -> MemoryCredentialCache {
    MemoryCredentialCache(
      capacity: capacity,
      lifetime: CredentialLifetime(
        found: life, notFound: .seconds(50), staleTolerance: .seconds(300), random: { 0.5 }))
  }

  /// Fills a cache with consumers, the last one of them most recently used.
  func filled(_ count: Int) throws -> MemoryCredentialCache {
    let cache = cache(capacity: 2000)
    for number in 0..<count { cache.insert(.found(try .stub()), for: "consumer-\(number)", at: time.now) }
    return cache
  }

  @Test(arguments: [0, 1, 499, 500, 501, 1000]) func `are all that may be used, in the order of use`(count: Int) throws
  {
    let cache = try filled(count)
    cache.insert(.notFound, for: "nobody", at: time.now)
    #expect(cache.remembered(at: time.now).map(\.name) == (0..<count).reversed().map { "consumer-\($0)" })
    time.advance(by: .seconds(400))
    #expect(cache.remembered(at: time.now).isEmpty)
  }

  @Test func `tell how much of their life is left, be it over`() throws {
    let cache = try filled(1)
    time.advance(by: .seconds(130))
    #expect(cache.remembered(at: time.now).map(\.remainingLife) == [.seconds(-30)])
  }

  @Test func `are expired where they are restored, and usable within the tolerance`() throws {
    let old = try filled(3)
    time.advance(by: .seconds(30))
    let new = cache()
    #expect(new.restore(old.remembered(at: time.now), at: time.now) == 3)
    #expect(new.get("consumer-1", at: time.now) == nil)
    #expect(new.staleCredentials(of: "consumer-1", at: time.now) != nil)
    #expect(new.hasUsableCredentials(at: time.now))
    // 70 seconds of life were left, and 300 of tolerance.
    time.advance(by: .seconds(369))
    #expect(new.staleCredentials(of: "consumer-1", at: time.now) != nil)
    time.advance(by: .seconds(1))
    #expect(new.staleCredentials(of: "consumer-1", at: time.now) == nil)
  }

  @Test func `that are beyond the tolerance are not restored`() throws {
    let remembered = RememberedCredentials(name: "a", credentials: try .stub(), remainingLife: .seconds(-300))
    #expect(cache().restore([remembered], at: time.now) == 0)
  }

  @Test func `live no longer than a life is now`() throws {
    let remembered = RememberedCredentials(name: "a", credentials: try .stub(), remainingLife: .seconds(1_000_000))
    let new = cache(life: .seconds(10))
    #expect(new.restore([remembered], at: time.now) == 1)
    time.advance(by: .seconds(11 + 300))
    #expect(new.staleCredentials(of: "a", at: time.now) == nil)
  }

  @Test func `find the place that there is, the most recently used first`() throws {
    let old = try filled(10)
    let new = cache(capacity: 4)
    #expect(new.restore(old.remembered(at: time.now), at: time.now) == 4)
    #expect(new.remembered(at: time.now).map(\.name) == ["consumer-9", "consumer-8", "consumer-7", "consumer-6"])
  }

  @Test func `do not replace what is known by now`() throws {
    let new = cache()
    new.insert(.notFound, for: "consumer-0", at: time.now)
    #expect(new.restore(try filled(1).remembered(at: time.now), at: time.now) == 0)
    #expect(new.staleCredentials(of: "consumer-0", at: time.now) == nil)
  }
}
