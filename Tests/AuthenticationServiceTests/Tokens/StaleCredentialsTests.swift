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
    #expect(await service.ask("/tokens", Self.alice).status == 200)
    for _ in 1...5 {
      service.time.advance(by: .seconds(60))
      #expect(await service.ask("/tokens", Self.alice).status == 200)
    }
    // A life is at most a tenth longer than was asked for.
    service.time.advance(by: .seconds(67))
    #expect(await service.ask("/tokens", Self.alice).status == 503)
  }
}
