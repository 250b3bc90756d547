import AuthenticationCore
import TestSupport
import Testing

struct ConsumerRateLimiterTests {
  private let time = TestTime()

  private func limiter(_ perMinute: Int) -> ConsumerRateLimiter {
    ConsumerRateLimiter(perMinute: perMinute, since: time.now)
  }

  @Test(arguments: [1, 2, 7, 60, 1000, 59_999]) func `so many are admitted at once, and no more`(count: Int) {
    let limiter = limiter(count)
    for left in stride(from: count - 1, through: 0, by: -1) {
      let standing = limiter.admit("alice", at: time.now)
      #expect(standing.isAdmitted && standing.remaining == left && standing.retryAfter == 0)
    }
    let refused = limiter.admit("alice", at: time.now)
    #expect(!refused.isAdmitted && refused.remaining == 0)
    #expect(refused.retryAfter == (60 + count - 1) / count)
    #expect(refused.secondsUntilFull == 60)
  }

  @Test func `tokens flow in steadily`() {
    let limiter = limiter(6)
    for _ in 0..<6 { _ = limiter.admit("alice", at: time.now) }
    time.advance(by: .milliseconds(9999))
    #expect(limiter.admit("alice", at: time.now).retryAfter == 1)
    time.advance(by: .milliseconds(1))
    let admitted = limiter.admit("alice", at: time.now)
    #expect(admitted.isAdmitted && admitted.remaining == 0 && admitted.secondsUntilFull == 60)
    #expect(!limiter.admit("alice", at: time.now).isAdmitted)
    time.advance(by: .seconds(30))
    #expect(limiter.admit("alice", at: time.now).remaining == 2)
    time.advance(by: .seconds(3600))
    #expect(limiter.admit("alice", at: time.now).remaining == 5)
  }

  @Test func `who is refused loses nothing by it`() {
    let limiter = limiter(1)
    #expect(limiter.admit("alice", at: time.now).isAdmitted)
    for _ in 0..<59 {
      time.advance(by: .seconds(1))
      #expect(!limiter.admit("alice", at: time.now).isAdmitted)
    }
    time.advance(by: .seconds(1))
    #expect(limiter.admit("alice", at: time.now).isAdmitted)
  }

  @Test func `consumers do not share a bucket`() {
    let limiter = limiter(1)
    #expect(limiter.admit("alice", at: time.now).isAdmitted)
    #expect(limiter.admit("bob", at: time.now).isAdmitted)
    #expect(!limiter.admit("alice", at: time.now).isAdmitted)
  }

  @Test func `a hundred thousand consumers find room, and do not wash out who has asked too often`() {
    let limiter = limiter(10)
    #expect(ConsumerRateLimiter.capacity == 65_536)
    for _ in 0..<10 { #expect(limiter.admit("abuser", at: time.now).isAdmitted) }
    for number in 0..<100_000 {
      #expect(limiter.admit("consumer-\(number)", at: time.now).isAdmitted)
      if number.isMultiple(of: 1000) { #expect(!limiter.admit("abuser", at: time.now).isAdmitted) }
    }
    #expect(!limiter.admit("abuser", at: time.now).isAdmitted)
  }

  @Test func `a time that goes back admits nobody twice`() {
    let limiter = limiter(1)
    time.advance(by: .seconds(10))
    #expect(limiter.admit("alice", at: time.now).isAdmitted)
    #expect(!limiter.admit("alice", at: time.now - .seconds(5)).isAdmitted)
    #expect(limiter.admit("bob", at: time.now - .seconds(3600)).isAdmitted)
  }
}
