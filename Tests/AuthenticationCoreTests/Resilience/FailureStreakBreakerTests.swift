import AuthenticationCore
import TestSupport
import Testing

/// Three failures in a row trip it, ten seconds later it is half-open, two successes close it.
struct FailureStreakBreakerTests {
  let time = TestTime()
  let breaker: FailureStreakBreaker

  init() {
    var policy = FailureStreakBreaker.Policy()
    policy.failureThreshold = 3
    policy.resetTimeout = .seconds(10)
    policy.successThreshold = 2
    breaker = FailureStreakBreaker(policy, now: { [time] in time.now })
  }

  func fail(_ count: Int) {
    for _ in 0..<count where breaker.admit() { breaker.recordFailure() }
  }

  func succeed() {
    if breaker.admit() { breaker.recordSuccess() }
  }

  @Test func `the defaults are those of the replaced service`() {
    let policy = FailureStreakBreaker.Policy()
    #expect(policy.failureThreshold == 5)
    #expect(policy.resetTimeout == .seconds(30))
    #expect(policy.successThreshold == 2)
  }

  @Test func `so many failures in a row trip it, one fewer does not`() {
    fail(2)
    #expect(breaker.state == .closed)
    #expect(breaker.admit())
    fail(1)
    #expect(breaker.state == .open)
    #expect(!breaker.admit())
  }

  @Test func `a success ends the row`() {
    for _ in 0..<5 {
      fail(2)
      succeed()
    }
    #expect(breaker.state == .closed)
    fail(3)
    #expect(breaker.state == .open)
  }

  @Test func `it opens for its time, and then everything may try`() {
    fail(3)
    time.advance(by: .seconds(10) - .nanoseconds(1))
    #expect(breaker.state == .open)
    #expect(!breaker.admit())
    time.advance(by: .nanoseconds(1))
    #expect(breaker.state == .halfOpen)
    #expect((0..<100).allSatisfy { _ in breaker.admit() })
  }

  @Test func `enough successes close a half-open one`() {
    fail(3)
    time.advance(by: .seconds(10))
    succeed()
    #expect(breaker.state == .halfOpen)
    succeed()
    #expect(breaker.state == .closed)
    fail(2)
    #expect(breaker.state == .closed)
  }

  @Test func `one failure opens a half-open one for its whole time`() {
    fail(3)
    time.advance(by: .seconds(15))
    succeed()
    fail(1)
    #expect(breaker.state == .open)
    time.advance(by: .seconds(10) - .nanoseconds(1))
    #expect(breaker.state == .open)
    time.advance(by: .nanoseconds(1))
    #expect(breaker.state == .halfOpen)
    // The success before the failure does not count any more.
    succeed()
    #expect(breaker.state == .halfOpen)
    succeed()
    #expect(breaker.state == .closed)
  }

  @Test func `calls that were under way when it tripped change nothing`() {
    fail(3)
    for _ in 0..<3 { breaker.recordSuccess() }
    #expect(breaker.state == .open)
    time.advance(by: .seconds(9))
    breaker.recordFailure()
    time.advance(by: .seconds(1))
    #expect(breaker.state == .halfOpen)
    succeed()
    #expect(breaker.state == .halfOpen)
  }

  @Test func `a reset closes it, whatever was`() {
    fail(3)
    breaker.reset()
    #expect(breaker.state == .closed)
    fail(2)
    #expect(breaker.state == .closed)
    breaker.reset()
    fail(2)
    #expect(breaker.state == .closed)
    fail(1)
    #expect(breaker.state == .open)
  }

  @Test func `it tells how long it will refuse`() {
    #expect(breaker.timeToTrial == nil)
    fail(3)
    time.advance(by: .seconds(4))
    #expect(breaker.timeToTrial == .seconds(6))
    time.advance(by: .seconds(6))
    #expect(breaker.timeToTrial == nil)
  }

  @Test func `what it did is counted, through everything`() {
    fail(3)
    for _ in 0..<4 { #expect(!breaker.admit()) }
    #expect(breaker.statistics.refused == 4)
    breaker.reset()
    #expect(breaker.admit())
    #expect(breaker.statistics.refused == 4)
    fail(3)
    #expect(!breaker.admit())
    time.advance(by: .seconds(10))
    succeed()
    succeed()
    var expected = CircuitBreaker.Statistics()
    expected.admitted = 9
    expected.refused = 5
    expected.failures = 6
    expected.successes = 2
    #expect(breaker.statistics == expected)
  }

  @Test func `without a policy it never trips`() {
    let breaker = FailureStreakBreaker(nil, now: { [time] in time.now })
    for _ in 0..<1000 { breaker.recordFailure() }
    #expect(breaker.state == .closed)
    #expect(breaker.admit())
    #expect(breaker.statistics.refused == 0)
  }
}
