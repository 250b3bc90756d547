import AuthenticationCore
import Logging
import RedisClient

/// The way to Redis for everything that can be done without it: no failure passes, and after too many nothing is tried.
struct SharedCacheGate: Sendable {
  let client: RedisClient
  let breaker: FailureStreakBreaker
  let counters: SharedCacheCounters
  let notices: FailureNotices

  /// Runs a command; nil when it failed, or was not tried.
  func attempt<Value>(_ command: (RedisClient) async throws(RedisFailure) -> Value) async -> Value? {
    guard breaker.admit() else { return nil }
    do throws(RedisFailure) {
      let value = try await command(client)
      breaker.recordSuccess()
      return value
    } catch {
      note(error)
      return nil
    }
  }

  private func note(_ failure: RedisFailure) {
    // Somebody left; Redis has nothing to do with it.
    if failure == .cancelled { return }
    if failure.isOutage { breaker.recordFailure() } else { breaker.recordSuccess() }
    counters.count { $0.failures += 1 }
    notices.note(failure)
  }
}

extension RedisFailure {
  /// Whether waiting costs something or helps: everything but a no that came at once and will come again.
  fileprivate var isOutage: Bool {
    switch self {
    case .disconnected, .unreachable, .timeout, .busy, .protocolFault: true
    case .cancelled, .unexpectedReply: false
    case .server(let error): ["LOADING", "BUSY", "CLUSTERDOWN", "MASTERDOWN", "TRYAGAIN"].contains(error.code)
    }
  }
}
