/// What questions to the shared cache say about its health: the rules, as a value.
struct CacheHealth: Sendable, Equatable {
  enum Status: String, Sendable {
    case unknown, healthy, degraded, unhealthy
  }

  /// One question.
  struct Check: Sendable, Equatable {
    /// Why there was no answer; nil when there was one.
    var failure: String?
    /// Milliseconds since 1970.
    var time: Int64
    var duration: Duration

    var isSuccess: Bool { failure == nil }
  }

  let policy: CacheMonitorPolicy
  private(set) var status = Status.unknown
  private(set) var consecutiveSuccesses = 0
  private(set) var consecutiveFailures = 0
  /// Milliseconds since 1970.
  private(set) var lastStatusChange: Int64
  private(set) var lastCheck: Check?

  init(policy: CacheMonitorPolicy, at time: Int64) {
    self.policy = policy
    lastStatusChange = time
  }

  /// Takes note of an answer, or of none; whether the status is another one now.
  mutating func record(_ check: Check) -> Bool {
    lastCheck = check
    consecutiveSuccesses = check.isSuccess ? consecutiveSuccesses + 1 : 0
    consecutiveFailures = check.isSuccess ? 0 : consecutiveFailures + 1
    let next = check.isSuccess ? statusAfterSuccess : statusAfterFailure
    guard next != status else { return false }
    status = next
    lastStatusChange = check.time
    return true
  }

  private var statusAfterSuccess: Status {
    if consecutiveSuccesses >= policy.healthyThreshold { return .healthy }
    return status == .unhealthy ? .degraded : status
  }

  private var statusAfterFailure: Status {
    if consecutiveFailures >= policy.unhealthyThreshold { return .unhealthy }
    return status == .healthy ? .degraded : status
  }
}
