import Logging
import RedisClient
import ServiceLifecycle

/// Writes to the shared cache behind everybody's back: nobody waits for it, and what finds no room is dropped.
///
/// What concerns one consumer is done in its order, one thing after the other; different consumers have different lanes.
final class SharedCacheWriter: Service {
  typealias Job = @Sendable () async throws(RedisFailure) -> Void

  private static let laneCount = 8
  /// Jobs that may wait in one lane.
  private static let laneLength = 1000

  private struct Lane: Sendable {
    let jobs: AsyncStream<Job>
    let entrance: AsyncStream<Job>.Continuation
  }

  private let lanes: [Lane]
  private let attempts: Int
  private let gate: SharedCacheGate

  /// - Parameter attempts: how often a job is tried.
  init(gate: SharedCacheGate, attempts: Int) {
    self.gate = gate
    self.attempts = attempts
    lanes = (0..<Self.laneCount).map { _ in
      let (jobs, entrance) = AsyncStream.makeStream(of: Job.self, bufferingPolicy: .bufferingOldest(Self.laneLength))
      return Lane(jobs: jobs, entrance: entrance)
    }
  }

  /// Enters a job.
  ///
  /// - Parameter name: the consumer that it is about.
  func submit(for name: String, _ job: @escaping Job) {
    let lane = lanes[Int(UInt(bitPattern: name.hashValue) % UInt(Self.laneCount))]
    if case .enqueued = lane.entrance.yield(job) { return }
    gate.counters.count { $0.droppedWrites += 1 }
  }

  /// Works until the graceful shutdown, and then through what waits, as long as that succeeds.
  func run() async {
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for lane in lanes {
          group.addTask { [self] in
            for await job in lane.jobs {
              if await !perform(job), Task.isShuttingDownGracefully { return }
            }
          }
        }
      }
    } onGracefulShutdown: { [lanes] in
      for lane in lanes { lane.entrance.finish() }
    }
  }

  /// Tries a job as often as it may be tried; whether it was done.
  private func perform(_ job: Job) async -> Bool {
    for _ in 0..<attempts where !Task.isCancelled {
      let isDone: Void? = await gate.attempt { _ async throws(RedisFailure) in try await job() }
      if isDone != nil {
        gate.counters.count { $0.writes += 1 }
        return true
      }
      // Without a connection the next attempt would fail as fast as this one.
      if !gate.client.isConnected { break }
    }
    gate.counters.count { $0.failedWrites += 1 }
    return false
  }
}
