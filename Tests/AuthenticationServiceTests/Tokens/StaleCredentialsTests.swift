import AuthenticationCore
import TestSupport
import Testing

@testable import AuthenticationService

/// Consumers that are known already, while Kong cannot be asked.
@Suite(.timeLimit(.minutes(1))) struct StaleCredentialsTests {
  private static let alice = TokenAnswerTests.alice

  /// Answers once, and fails from then on.
  private static var oneAnswer: ScriptedSource {
    let answered = Recorder<Void>()
    return ScriptedSource { id in
      guard answered.all.isEmpty else { return .failure(.unavailable(.timeout)) }
      answered.append(())
      return .success(.stub(id, [.stub("key-of-\(id)")]))
    }
  }

  @Test func `get tokens within the tolerance, and are refused after it`() async throws {
    let changes = ["CACHING_TTL_SECONDS": "60", "STALE_DATA_TOLERANCE_MINUTES": "5"]
    let service = try TestService(changes, source: Self.oneAnswer)
    let fresh = await service.ask("/tokens", Self.alice)
    // A life is at most a tenth longer than was asked for.
    service.time.advance(by: .seconds(67))
    for _ in 1...4 {
      let stale = await service.ask("/tokens", Self.alice)
      #expect(stale.status == 200)
      #expect(stale.lines.map { $0.prefix { $0 != ":" } } == fresh.lines.map { $0.prefix { $0 != ":" } })
      #expect(stale.body.contains(#""expires_in":900"#))
      service.time.advance(by: .seconds(60))
    }
    service.time.advance(by: .seconds(120))
    #expect(await service.ask("/tokens", Self.alice).status == 503)
  }

  @Test func `are named in the log once a minute`() async throws {
    let changes = ["CACHING_TTL_SECONDS": "60", "CIRCUIT_BREAKER_ENABLED": "false"]
    let service = try TestService(changes, source: Self.oneAnswer)
    _ = await service.ask("/tokens", Self.alice)
    service.time.advance(by: .seconds(67))
    for _ in 1...3 {
      for _ in 1...5 { _ = await service.ask("/tokens", Self.alice) }
      service.time.advance(by: .seconds(60))
    }
    let line = "warning Serving stale credentials, since Kong cannot be asked consumer.id=alice"
    #expect(service.log.all == [line, line, line])
  }
}
