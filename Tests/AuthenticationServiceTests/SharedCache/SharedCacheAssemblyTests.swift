import AuthenticationCore
import TestSupport
import Testing

@testable import AuthenticationService

/// When there is a shared cache, and what it is made of.
struct SharedCacheAssemblyTests {
  @Test(
    arguments: [
      ([:], false), (["HIGH_AVAILABILITY": "true"], false), (["REDIS_URL": "redis://redis"], false),
      (["HIGH_AVAILABILITY": "true", "REDIS_URL": "redis://redis"], true),
      (["HIGH_AVAILABILITY": "true", "REDIS_SENTINELS": "one"], true),
      (["HIGH_AVAILABILITY": "true", "REDIS_CLUSTER": "true"], false),
    ] as [([String: String], Bool)])
  func `it takes the wish to share and a place`(changes: [String: String], isThere: Bool) throws {
    let changes = changes.mapValues { $0 as String? }
    #expect(try ServiceConfiguration.load(changes).sharesCache == isThere)
    #expect(try (TestService(changes).components.parts.shared != nil) == isThere)
  }

  static let shared = ["HIGH_AVAILABILITY": "true", "REDIS_URL": "redis://redis"]

  @Test(arguments: [(nil, "alice"), (String(repeating: "0f", count: 32), "~")] as [(String?, String)])
  func `names are hidden where entries are sealed`(keys: String?, spelling: String) throws {
    let service = try TestService(
      Self.shared.mapValues { $0 as String? }.merging(["CACHE_ENCRYPTION_KEYS": keys]) { $1 })
    let cache = try #require(service.components.parts.shared).credentials
    #expect(cache.keys.entry("alice").hasPrefix("auth_service:v2:consumer_secret:\(spelling)"))
    #expect(cache.form.isSealed == (keys != nil))
  }

  @Test func `without a connection tokens come from Kong, and from memory`() async throws {
    let service = try TestService(Self.shared.mapValues { $0 as String? })
    for _ in 0..<3 { #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 200) }
    #expect(service.source.calls == ["alice"])
  }

  @Test func `after some failures it is not asked any more, until a server lets us in`() async throws {
    let service = try TestService(
      Self.shared.merging(["CACHE_CB_FAILURE_THRESHOLD": "3"]) { $1 }.mapValues { $0 as String? })
    let gate = try #require(service.components.parts.shared).gate
    for number in 0..<5 { _ = await service.ask("/tokens", [("X-Consumer-ID", "\(number)"), Case.username]) }
    #expect(gate.breaker.state == .open)
    #expect(gate.breaker.statistics.refused == 2)
    #expect(gate.counters.current.failures == 3)
    #expect(service.log.all.filter { $0.contains("Shared cache failed") }.count == 1)
    service.time.advance(by: .seconds(30))
    #expect(gate.breaker.state == .halfOpen)
  }
}
