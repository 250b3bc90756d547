import AuthenticationCore
import Synchronization
import TestSupport
import Testing

/// The breaker that tasks share; its rules are tested with the state machine.
@Suite(.timeLimit(.minutes(1))) struct CircuitBreakerTests {
  /// Collects what a breaker announces.
  final class Listener: Sendable {
    private let heard = Mutex<[CircuitBreaker.State]>([])
    var states: [CircuitBreaker.State] { heard.withLock { $0 } }
    func hear(_ state: CircuitBreaker.State) { heard.withLock { $0.append(state) } }
  }

  let time = TestTime()
  let listener = Listener()
  let breaker: CircuitBreaker

  init() {
    breaker = CircuitBreaker(
      CircuitBreakerPolicy(), now: { [time] in time.now }, onStateChange: { [listener] in listener.hear($0) })
  }

  /// Runs a call that ends as told; "passed", or "refused" with the seconds to wait.
  func call(_ outcome: CircuitBreakerStateMachine.Outcome) async -> String {
    switch await breaker.run(outcome: { $0 }, { outcome }) {
    case .passed: "passed"
    case .refused(let retryAfter): "refused \(Int(retryAfter / .seconds(1)))"
    }
  }

  @Test func `every new state is announced once`() async {
    for _ in 1...3 { #expect(await call(.failure) == "passed") }
    for _ in 1...3 { #expect(await call(.success) == "refused 60") }
    time.advance(by: .seconds(60))
    #expect(await call(.failure) == "passed")
    time.advance(by: .seconds(60))
    #expect(await call(.success) == "passed")
    #expect(listener.states == [.open, .halfOpen, .open, .halfOpen, .closed])
  }

  @Test func `counts what passed and what came of it, and what was refused`() async {
    for outcome in [.success, .success, .neutral, .failure, .failure, .failure] as [CircuitBreakerStateMachine.Outcome]
    {
      _ = await call(outcome)
    }
    for _ in 1...4 { _ = await call(.success) }
    var expected = CircuitBreaker.Statistics()
    (expected.admitted, expected.refused, expected.successes, expected.failures) = (6, 4, 2, 3)
    #expect(breaker.statistics == expected)
  }

  @Test func `a thousand callers at the end of the reset time make one trial`() async {
    for _ in 1...3 { _ = await call(.failure) }
    time.advance(by: .seconds(60))
    let gate = Gate()
    let callers = (0..<1000).map { _ in
      Task {
        await breaker.run(outcome: { _ in .success }) { await gate.pass() }
      }
    }
    await until { breaker.statistics.refused == 999 }
    #expect(breaker.state == .halfOpen)
    gate.open()
    for caller in callers { _ = await caller.value }
    #expect(breaker.statistics.admitted == 4)
    #expect(breaker.state == .closed)
  }

  @Test func `a reset by hand closes it and is announced`() async {
    for _ in 1...3 { _ = await call(.failure) }
    breaker.reset()
    #expect(breaker.state == .closed)
    #expect(await call(.success) == "passed")
    #expect(listener.states == [.open, .closed])
  }

  @Test func `other rules begin closed and with nothing counted`() async {
    for _ in 1...2 { _ = await call(.failure) }
    var policy = CircuitBreakerPolicy()
    policy.resetTimeout = .seconds(5)
    breaker.adopt(policy)
    for _ in 1...2 { _ = await call(.failure) }
    #expect(breaker.state == .closed)
    _ = await call(.failure)
    #expect(await call(.success) == "refused 5")
  }

  @Test func `the same rules change nothing, not even an open breaker`() async {
    for _ in 1...3 { _ = await call(.failure) }
    breaker.adopt(CircuitBreakerPolicy())
    #expect(breaker.state == .open)
  }

  @Test func `without rules everything passes, and nothing is counted for later`() async {
    for _ in 1...3 { _ = await call(.failure) }
    breaker.adopt(nil)
    for _ in 1...9 { #expect(await call(.failure) == "passed") }
    breaker.adopt(CircuitBreakerPolicy())
    #expect(breaker.state == .closed)
    #expect(await call(.failure) == "passed")
    #expect(breaker.state == .closed)
    #expect(listener.states == [.open, .closed])
  }
}
