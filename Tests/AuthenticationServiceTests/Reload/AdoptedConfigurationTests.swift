import AuthenticationCore
import HTTPEdge
import TestSupport
import Testing

@testable import AuthenticationService

/// What clients see of another configuration.
@Suite(.timeLimit(.minutes(1))) struct AdoptedConfigurationTests {
  private static let alice = TokenAnswerTests.alice

  @Test func `origins change from one request to the next`() async throws {
    let service = try TestService()
    #expect(await service.ask("/health/live").lines.contains { $0 == "Access-Control-Allow-Origin: *" })
    service.components.adopt(try ServiceConfiguration.load(["API_CORS_ORIGIN": "https://a.example"]))
    let answer = await service.ask("/health/live")
    #expect(answer.lines.contains { $0 == "Access-Control-Allow-Origin: https://a.example" })
  }

  @Test func `the description of the API changes`() async throws {
    let service = try TestService()
    let before = await service.ask("/")
    service.components.adopt(try ServiceConfiguration.load(["API_TITLE": "Mine"]))
    let after = await service.ask("/")
    #expect(after.body.contains(#""title": "Mine""#) && after.values("ETag") != before.values("ETag"))
  }

  @Test func `the life of tokens changes, and what is known stays known`() async throws {
    let service = try TestService()
    #expect(await service.ask("/tokens", Self.alice).body.contains(#""expires_in":900"#))
    service.components.adopt(try ServiceConfiguration.load(["JWT_EXPIRATION_MINUTES": "1"]))
    #expect(await service.ask("/tokens", Self.alice).body.contains(#""expires_in":60"#))
    #expect(service.source.calls.count == 1)
  }

  @Test func `a shorter life of credentials holds for what is known already`() async throws {
    let service = try TestService(["CACHING_TTL_SECONDS": "3600"])
    _ = await service.ask("/tokens", Self.alice)
    service.components.adopt(try ServiceConfiguration.load(["CACHING_TTL_SECONDS": "10"]))
    service.time.advance(by: .seconds(60))
    _ = await service.ask("/tokens", Self.alice)
    #expect(service.source.calls.count == 2)
  }

  @Test func `a breaker can be switched off while it is open`() async throws {
    let service = try TestService(source: .failing(.unavailable(.timeout)))
    for _ in 0..<3 { _ = await service.ask("/tokens", Self.alice) }
    #expect(await service.ask("/tokens", Self.alice).body.contains("AUTH_005"))
    service.components.adopt(try ServiceConfiguration.load(["CIRCUIT_BREAKER_ENABLED": "false"]))
    for _ in 0..<5 { #expect(await service.ask("/tokens", Self.alice).body.contains("AUTH_004")) }
  }
}
