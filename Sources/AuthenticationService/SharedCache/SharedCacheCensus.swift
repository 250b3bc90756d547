import RedisClient
import ServiceLifecycle
import Synchronization

/// Counts the entries of the shared cache from time to time, so that nobody who asks for their number has to wait for a walk
/// through all keys.
final class SharedCacheCensus: Service {
  /// What was counted.
  struct Count: Sendable, Equatable {
    var entries = 0
    /// Those of them that are fresh, by the share among a few.
    var active = 0
  }

  /// The time from one count to the next when nobody asks.
  private static let interval = Duration.seconds(60)
  /// How old a count may be when somebody asks; then he lets it be counted anew, for those who come later.
  private static let validity = Duration.seconds(2)
  /// The most of all time, as one part of so many, that is spent on counting.
  private static let restraint = 20
  /// Keys whose lives are looked at.
  private static let sampleSize = 10

  private struct State {
    var count = Count()
    var nextCount: ContinuousClock.Instant?
  }

  private let gate: SharedCacheGate
  private let timeouts: CacheTimeouts
  /// How long entries outlive their end, at this moment.
  private let tolerance: @Sendable () -> Duration
  private let state = Mutex(State())
  private let requests: AsyncStream<Void>
  private let request: AsyncStream<Void>.Continuation

  init(gate: SharedCacheGate, timeouts: CacheTimeouts, tolerance: @escaping @Sendable () -> Duration) {
    self.gate = gate
    self.timeouts = timeouts
    self.tolerance = tolerance
    (requests, request) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// The latest count.
  var count: Count {
    let (count, isOld) = state.withLock { state in (state.count, state.nextCount.map { $0 <= .now } ?? true) }
    if isOld { request.yield() }
    return count
  }

  /// Counts again, now that there is a reason to.
  func countSoon() {
    request.yield()
  }

  func run() async {
    await cancelWhenGracefulShutdown { [self] in
      await withDiscardingTaskGroup { group in
        group.addTask { [self] in
          while !Task.isCancelled {
            try? await Task.sleep(for: Self.interval)
            request.yield()
          }
        }
        for await _ in requests where gate.client.isConnected {
          let began = ContinuousClock.now
          await countAll()
          let pause = max(Self.validity, began.duration(to: .now) * Self.restraint)
          state.withLock { $0.nextCount = .now + pause }
        }
      }
    }
  }

  private func countAll() async {
    var entries = 0
    var sample: [String] = []
    let isDone: Void? = await gate.attempt { client async throws(RedisFailure) in
      try await client.scan(matching: SharedCacheKeys.entryPrefix + "*", within: timeouts.scan) {
        names async throws(RedisFailure) in
        entries += names.count
        sample += names.prefix(Self.sampleSize - sample.count)
      }
    }
    guard isDone != nil, let share = await activeShare(of: sample) else { return }
    state.withLock { $0.count = Count(entries: entries, active: Int((Double(entries) * share).rounded())) }
  }

  private func activeShare(of keys: [String]) async -> Double? {
    if keys.isEmpty { return 0 }
    var active = 0
    for key in keys {
      let life = await gate.attempt { client async throws(RedisFailure) in
        try await client.timeToLive(key, within: timeouts.get) ?? .zero
      }
      guard let life else { return nil }
      if life > tolerance() { active += 1 }
    }
    return Double(active) / Double(keys.count)
  }
}
