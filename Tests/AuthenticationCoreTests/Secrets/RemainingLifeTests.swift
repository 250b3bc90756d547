import TestSupport
import Testing

@testable import AuthenticationCore

/// What is left of the life of credentials that another replica has fetched.
struct RemainingLifeTests {
  /// Seconds of remaining life, the draw, and the seconds until the end and until the confirmation.
  static let table: [(life: Double, draw: Double, fresh: Double, untilRefresh: Double)] = [
    (300, 0.5, 300, 240), (200, 0.5, 200, 140), (60, 0.5, 60, 0), (30, 0.5, 30, 0), (1, 0, 1, 0),
    // Confirmed as long before the end as one of our own: 32 % of a life before it at the earliest, 8 % at the latest.
    (300, 0, 300, 204), (300, 1.0.nextDown, 300, 276), (100, 1.0.nextDown, 100, 76),
    // No longer than one of our own could live, whatever the other replica says.
    (330, 0.5, 330, 270), (331, 0.5, 330, 270), (1e9, 0.5, 330, 270),
  ]

  @Test(arguments: table) func `it ends where it was to end there, and is confirmed before as our own would be`(
    life: Double, draw: Double, fresh: Double, untilRefresh: Double
  ) {
    let lifetime = CredentialLifetime(found: .seconds(300), random: { draw })
    let span = lifetime.span(ofRemaining: .seconds(life))
    #expect(abs(span.fresh / .seconds(1) - fresh) < 0.000_001)
    #expect(abs(span.untilRefresh / .seconds(1) - untilRefresh) < 0.000_001)
  }

  @Test func `a cache tells how much is left, and nothing of what is over or unknown`() throws {
    let time = TestTime()
    let cache = MemoryCredentialCache(
      capacity: 10, lifetime: CredentialLifetime(found: .seconds(300), staleTolerance: .seconds(600), random: { 0.5 }))
    #expect(cache.remainingLife(of: "alice", at: time.now) == .zero)
    cache.insert(try .stub("alice", life: .seconds(100)), at: time.now)
    time.advance(by: .seconds(30))
    #expect(cache.remainingLife(of: "alice", at: time.now) == .seconds(70))
    time.advance(by: .seconds(100))
    #expect(cache.remainingLife(of: "alice", at: time.now) == .zero)
    #expect(cache.staleCredentials(of: "alice", at: time.now) != nil)
  }

  @Test func `a cache knows of credentials until they are replaced, be they expired`() throws {
    let time = TestTime()
    let cache = MemoryCredentialCache(capacity: 10)
    #expect(!cache.hasCredentials(of: "alice"))
    cache.insert(try .stub("alice"), at: time.now)
    time.advance(by: .seconds(10_000))
    #expect(cache.hasCredentials(of: "alice"))
    cache.insert(.notFound, for: "alice", at: time.now)
    #expect(!cache.hasCredentials(of: "alice"))
  }
}
