import RedisClient
import Testing

@Suite struct `Waits between attempts` {
  static func policy(
    _ attempts: Int = 5, base: Duration = .milliseconds(100), most: Duration = .seconds(1)
  ) -> ReconnectPolicy {
    var policy = ReconnectPolicy()
    (policy.maximumAttempts, policy.baseDelay, policy.maximumDelay) = (attempts, base, most)
    policy.cooldown = .seconds(60)
    return policy
  }

  /// The waits after one failure after the other, in milliseconds, without chance.
  static let tables: [(policy: ReconnectPolicy, waits: [Int])] = [
    (policy(), [100, 200, 400, 800, 60_000, 100, 200, 400, 800, 60_000, 100]),
    (policy(8), [100, 200, 400, 800, 1000, 1000, 1000, 60_000, 100]),
    (policy(1), [60_000, 60_000, 60_000]), (policy(2), [100, 60_000, 100, 60_000]),
    (policy(3, base: .seconds(2)), [1000, 1000, 60_000]), (policy(3, base: .zero), [0, 0, 60_000]),
  ]

  @Test(arguments: tables.indices) func `double up to a limit, until a cooldown`(_ index: Int) {
    let (policy, waits) = Self.tables[index]
    var backoff = Backoff(policy)
    #expect(!backoff.isExhausted)
    for wait in waits {
      #expect(backoff.delayAfterFailure(random: 0) == .milliseconds(wait))
      #expect(backoff.isExhausted == (wait == 60_000))
    }
  }

  @Test func `are shortened by up to a half by chance, but the cooldown`() {
    for random in [0, 0.25, 0.5, 0.999] {
      var backoff = Backoff(Self.policy(2))
      #expect(backoff.delayAfterFailure(random: random) == .milliseconds(100) * (1 - random / 2))
      #expect(backoff.delayAfterFailure(random: random) == .seconds(60))
    }
    var waits: Set<Duration> = []
    for _ in 1...200 {
      var backoff = Backoff(Self.policy())
      let wait = backoff.delayAfterFailure()
      #expect(wait > .milliseconds(50) && wait <= .milliseconds(100))
      waits.insert(wait)
    }
    #expect(waits.count > 1)
  }

  @Test func `begin anew when it went well`() {
    var backoff = Backoff(Self.policy())
    for _ in 1...5 { _ = backoff.delayAfterFailure() }
    backoff.reset()
    #expect(!backoff.isExhausted)
    #expect(backoff.delayAfterFailure(random: 0) == .milliseconds(100))
  }

  @Test func `stay within bounds however often it fails`() {
    var backoff = Backoff(Self.policy(.max))
    for _ in 1...10_000 {
      let wait = backoff.delayAfterFailure()
      #expect(wait >= .milliseconds(50) && wait <= .seconds(1))
    }
  }
}
