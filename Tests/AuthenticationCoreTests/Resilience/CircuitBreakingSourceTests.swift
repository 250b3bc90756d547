import AuthenticationCore
import TestSupport
import Testing

/// What counts against Kong, and what is heard while it is not asked. Three failures trip the breaker for 60 seconds.
@Suite(.timeLimit(.minutes(1))) struct CircuitBreakingSourceTests {
  let time = TestTime()

  /// Asks again and again, as often as told; the outcomes and the number of calls that reached the source.
  func ask(
    _ times: Int, _ source: ScriptedSource, _ breaker: CircuitBreaker
  ) async -> [Result<String, CredentialLookupError>] {
    let breaking = CircuitBreakingSource(source, breaker: breaker)
    var outcomes: [Result<String, CredentialLookupError>] = []
    for _ in 0..<times {
      do throws(CredentialLookupError) {
        outcomes.append(.success(try await breaking.credentials(ofConsumer: "alice").signing.key))
      } catch {
        outcomes.append(.failure(error))
      }
    }
    return outcomes
  }

  func makeBreaker() -> CircuitBreaker {
    CircuitBreaker(CircuitBreakerPolicy(), now: { [time] in time.now })
  }

  static let failures: [UnavailableCause] = [
    .connection("refused"), .connection("TLS failure"), .timeout, .status(500, retryAfter: nil),
    .status(502, retryAfter: nil), .status(503, retryAfter: 7), .status(504, retryAfter: nil),
    .status(599, retryAfter: nil), .status(429, retryAfter: nil), .status(429, retryAfter: 30),
  ]

  @Test(arguments: failures)
  func `counts against Kong`(_ cause: UnavailableCause) async {
    let source = ScriptedSource([.failure(.unavailable(cause))])
    let outcomes = await ask(5, source, makeBreaker())
    let failed = Result<String, CredentialLookupError>.failure(.unavailable(cause))
    let refused = Result<String, CredentialLookupError>.failure(.circuitOpen(retryAfter: 60))
    #expect(outcomes == [failed, failed, failed, refused, refused])
    #expect(source.calls.count == 3)
  }

  static let others: [CredentialLookupError] = [
    .notFound, .wrongConsumer, .cancelled, .unavailable(.unauthorized(401)), .unavailable(.unauthorized(403)),
    .unavailable(.status(400, retryAfter: nil)), .unavailable(.status(301, retryAfter: nil)),
    .unavailable(.status(404, retryAfter: nil)), .unavailable(.invalidAnswer("not JSON")),
  ]

  @Test(arguments: others)
  func `does not count against Kong`(_ error: CredentialLookupError) async {
    let source = ScriptedSource([.failure(error)])
    #expect(await ask(50, source, makeBreaker()) == Array(repeating: .failure(error), count: 50))
    #expect(source.calls.count == 50)
  }

  @Test func `a positive no counts for Kong`() async {
    let timeout = CredentialLookupError.unavailable(.timeout)
    let source = ScriptedSource([.failure(.notFound), .failure(.notFound), .failure(timeout)])
    let outcomes = await ask(5, source, makeBreaker())
    // Two of four are not more than half, three of five are.
    #expect(outcomes == [.failure(.notFound), .failure(.notFound)] + Array(repeating: .failure(timeout), count: 3))
  }

  @Test func `tells how long to wait, in whole seconds rounded up`() async {
    let source = ScriptedSource([.failure(.unavailable(.timeout))])
    let breaker = makeBreaker()
    _ = await ask(3, source, breaker)
    for (elapsed, wait) in [(0, 60), (1, 60), (999, 59), (58_500, 1), (400, 1)] {
      time.advance(by: .milliseconds(elapsed))
      #expect(await ask(1, source, breaker) == [.failure(.circuitOpen(retryAfter: wait))])
    }
  }

  @Test func `one look-up tries whether Kong is back`() async throws {
    let source = ScriptedSource(
      [
        .failure(.unavailable(.timeout)), .failure(.unavailable(.timeout)), .failure(.unavailable(.timeout)),
        .success(try .stub()),
      ])
    let breaker = makeBreaker()
    _ = await ask(3, source, breaker)
    time.advance(by: .seconds(60))
    #expect(await ask(3, source, breaker) == Array(repeating: .success("key-1"), count: 3))
    #expect(breaker.state == .closed)
  }
}
