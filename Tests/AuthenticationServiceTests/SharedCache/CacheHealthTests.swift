import Testing

@testable import AuthenticationService

/// Three failures in a row make the shared cache unhealthy, two successes in a row healthy.
struct CacheHealthTests {
  typealias Status = CacheHealth.Status

  static func check(_ isSuccess: Bool, at time: Int64 = 0) -> CacheHealth.Check {
    CacheHealth.Check(failure: isSuccess ? nil : "no reply in time", time: time, duration: .milliseconds(3))
  }

  /// Answers (`+`) and failures (`-`), and the status after each.
  static let stories: [(answers: String, statuses: [Status])] = [
    ("", []),
    ("+", [.unknown]),
    ("++", [.unknown, .healthy]),
    ("+-++", [.unknown, .unknown, .unknown, .healthy]),
    ("+-+-+-", [.unknown, .unknown, .unknown, .unknown, .unknown, .unknown]),
    ("---", [.unknown, .unknown, .unhealthy]),
    ("--+---", [.unknown, .unknown, .unknown, .unknown, .unknown, .unhealthy]),
    ("++-", [.unknown, .healthy, .degraded]),
    ("++-+-+", [.unknown, .healthy, .degraded, .degraded, .degraded, .degraded]),
    ("++-++", [.unknown, .healthy, .degraded, .degraded, .healthy]),
    ("++---", [.unknown, .healthy, .degraded, .degraded, .unhealthy]),
    ("++-----", [.unknown, .healthy, .degraded, .degraded, .unhealthy, .unhealthy, .unhealthy]),
    ("---+", [.unknown, .unknown, .unhealthy, .degraded]),
    ("---++", [.unknown, .unknown, .unhealthy, .degraded, .healthy]),
    ("---+---", [.unknown, .unknown, .unhealthy, .degraded, .degraded, .degraded, .unhealthy]),
    ("++++-+++", [.unknown, .healthy, .healthy, .healthy, .degraded, .degraded, .healthy, .healthy]),
  ]

  @Test(arguments: stories) func `each answer leads from one status to the next`(answers: String, statuses: [Status]) {
    var health = CacheHealth(policy: CacheMonitorPolicy(), at: 0)
    var before = Status.unknown
    for (answer, status) in zip(answers, statuses) {
      let isNews = health.record(Self.check(answer == "+"))
      #expect(health.status == status)
      #expect(isNews == (status != before))
      before = status
    }
    #expect(answers.count == statuses.count)
  }

  @Test(arguments: [1, 2, 5, 20]) func `the thresholds are those of the policy`(threshold: Int) {
    var policy = CacheMonitorPolicy()
    (policy.healthyThreshold, policy.unhealthyThreshold) = (threshold, threshold)
    var health = CacheHealth(policy: policy, at: 0)
    for _ in 1..<threshold { _ = health.record(Self.check(true)) }
    #expect(health.status == .unknown)
    _ = health.record(Self.check(true))
    #expect(health.status == .healthy)
    for _ in 1..<threshold { _ = health.record(Self.check(false)) }
    #expect(health.status == (threshold == 1 ? .healthy : .degraded))
    _ = health.record(Self.check(false))
    #expect(health.status == .unhealthy)
  }

  @Test func `answers and failures in a row are counted`() {
    var health = CacheHealth(policy: CacheMonitorPolicy(), at: 0)
    #expect([health.consecutiveSuccesses, health.consecutiveFailures] == [0, 0])
    for (answer, counts) in zip("+++--+", [[1, 0], [2, 0], [3, 0], [0, 1], [0, 2], [1, 0]]) {
      _ = health.record(Self.check(answer == "+"))
      #expect([health.consecutiveSuccesses, health.consecutiveFailures] == counts)
    }
  }

  @Test func `the time of the last change is that of the check that made it, or of the beginning`() {
    var health = CacheHealth(policy: CacheMonitorPolicy(), at: 100)
    #expect(health.lastStatusChange == 100)
    #expect(health.lastCheck == nil)
    for (time, change) in [(200, 100), (300, 300), (400, 300), (500, 300)] as [(Int64, Int64)] {
      _ = health.record(Self.check(true, at: time))
      #expect(health.lastStatusChange == change)
      #expect(health.lastCheck == Self.check(true, at: time))
    }
    _ = health.record(Self.check(false, at: 600))
    #expect(health.lastStatusChange == 600)
    #expect(health.lastCheck?.isSuccess == false)
  }
}
