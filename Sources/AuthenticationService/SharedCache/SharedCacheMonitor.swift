import AuthenticationCore
import Events
import Logging
import RedisClient
import ServiceLifecycle
import Synchronization

/// Asks Redis from time to time how it is, whoever wants to know.
///
/// A question while there is no connection is an attempt to make one. A server that is connected and does not answer for
/// long is left, for a connection that may be better.
final class SharedCacheMonitor: Service {
  private let client: RedisClient
  private let policy: CacheMonitorPolicy
  private let pingTimeout: Duration
  private let clock: WallClock
  private let logger: Logger
  private let state: Mutex<CacheHealth>
  private let questions: AsyncStream<Void>
  private let question: AsyncStream<Void>.Continuation

  init(client: RedisClient, policy: CacheMonitorPolicy, pingTimeout: Duration, clock: WallClock, logger: Logger) {
    self.client = client
    self.policy = policy
    self.pingTimeout = policy.isEnabled ? policy.pingTimeout : pingTimeout
    self.clock = clock
    self.logger = logger
    state = Mutex(CacheHealth(policy: policy, at: clock.milliseconds()))
    (questions, question) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  var isMonitoring: Bool { policy.isEnabled }

  /// What is known.
  ///
  /// Where nobody asks on his own account, a finding that is too old lets the question be asked anew, for those who
  /// come later.
  var health: CacheHealth {
    let health = state.withLock { $0 }
    if !policy.isEnabled {
      let age = health.lastCheck.map { clock.milliseconds() - $0.time } ?? .max
      if age > Int64(policy.validity / .milliseconds(1)) { question.yield() }
    }
    return health
  }

  /// Asks until the graceful shutdown.
  func run() async {
    await cancelWhenGracefulShutdown { [self] in
      await withDiscardingTaskGroup { group in
        if policy.isEnabled {
          group.addTask { [self] in
            while !Task.isCancelled {
              try? await Task.sleep(for: policy.interval)
              question.yield()
            }
          }
        }
        await check()
        for await _ in questions { await check() }
      }
    }
  }

  /// Asks once, when something has happened.
  func checkSoon() {
    question.yield()
  }

  private func check() async {
    let began = ContinuousClock.now
    var failure: RedisFailure?
    do throws(RedisFailure) {
      try await client.ping(within: pingTimeout)
    } catch {
      failure = error
    }
    if failure == .cancelled { return }
    let check = CacheHealth.Check(
      failure: failure.map { "\($0)" }, time: clock.milliseconds(), duration: began.duration(to: .now))
    let (isNews, health) = state.withLock { state in (state.record(check), state) }
    if isNews { announce(health) }
    if failure == .disconnected {
      client.topology.tryNow()
    } else if failure != nil, health.status == .unhealthy {
      client.topology.reconnect()
    }
  }

  private func announce(_ health: CacheHealth) {
    switch health.status {
    case .healthy: logger.info(.cacheHealthChanged, "Shared cache is healthy")
    case .degraded, .unhealthy, .unknown:
      logger.warning(
        .cacheHealthChanged, "Shared cache is \(health.status.rawValue)",
        health.lastCheck?.failure.map { ["cause": "\($0)"] } ?? [:])
    }
  }
}
