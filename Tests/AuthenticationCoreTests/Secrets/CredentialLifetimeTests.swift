import AuthenticationCore
import Testing

@Suite struct `Credential lifetime` {
  @Test(
    arguments: zip(
      [0, 0.25, 0.5, 0.75, 1.0.nextDown], [(270, 183.6), (285, 210.9), (300, 240), (315, 270.9), (330, 303.6)]))
  func `credentials live for the TTL, give or take a tenth`(draw: Double, seconds: (Double, Double)) throws {
    let lifetime = CredentialLifetime(found: .seconds(300), random: { draw })
    let drawn = lifetime(of: .found(try .stub()))
    #expect(abs(drawn.fresh / .seconds(1) - seconds.0) < 0.000_001)
    #expect(abs(drawn.untilRefresh / .seconds(1) - seconds.1) < 0.000_001)
  }

  @Test func `its own random source stays within the tenth and varies`() throws {
    let lifetime = CredentialLifetime(found: .seconds(100))
    let answer = CachedAnswer.found(try .stub())
    let spans = (0..<1000).map { _ in lifetime(of: answer) }
    let drawn = spans.map { $0.fresh / .seconds(1) }
    #expect(drawn.allSatisfy { (90...110).contains($0) })
    #expect(try #require(drawn.min()) < 95)
    #expect(try #require(drawn.max()) > 105)
    let refreshed = spans.map { $0.untilRefresh / .seconds(1) }
    #expect(zip(drawn, refreshed).allSatisfy { (0.68...0.92).contains($1 / $0) })
    #expect(try #require(refreshed.min()) < 68)
    #expect(try #require(refreshed.max()) > 92)
  }

  @Test(arguments: [0, 0.5, 0.999])
  func `a negative answer lives for exactly its own time, and is not confirmed before`(draw: Double) {
    let lifetime = CredentialLifetime(notFound: .seconds(10), random: { draw })
    #expect(lifetime(of: .notFound) == .init(fresh: .seconds(10), untilRefresh: .seconds(10)))
  }
}
