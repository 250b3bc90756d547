import ServiceLifecycle
import Synchronization

/// Looks once a second at how the service is doing, keeps the last minute, and tells those who watch.
///
/// One for the process, however many watch. It reads what is counted anyway: requests pay nothing for it, and nothing is written
/// as long as nobody watches.
final class LiveMonitor: Service {
  private struct Watcher {
    let content: AsyncStream<[UInt8]>.Continuation
    /// How many more it wants; nil for all that come.
    var remaining: Int?
    let slot: StreamSlot
  }

  private struct State {
    var traffic = LiveTraffic()
    var lookups = LivePoint.Lookups()
    /// When it was looked last.
    var time: ContinuousClock.Instant?
    var growth = LiveTraffic()
    var span = 1.0
    /// Oldest first.
    var points: [LivePoint] = []
    var journal = LiveJournal()
    var watchers: [Int: Watcher] = [:]
    var watchersSoFar = 0
    var connections: (@Sendable () -> Int)?
    var isOver = false
  }

  static let interval = Duration.seconds(1)
  /// Seconds that charts show.
  static let depth = 60
  /// Seconds for which requests count as failing after the last one has.
  private static let failureMemory = 10
  /// Events that wait for a client that is behind, the history first; newer ones are dropped until it has read them.
  private static let backlog = 3

  /// Room for those who watch.
  let slots = StreamSlots(limit: 16)
  private let sources: LiveSources
  private let now: @Sendable () -> ContinuousClock.Instant
  private let pause: @Sendable (Duration) async throws -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - now: the monotonic time.
  ///   - pause: waits, until it is cancelled.
  init(
    _ sources: LiveSources, now: @escaping @Sendable () -> ContinuousClock.Instant,
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.sources = sources
    self.now = now
    self.pause = pause
  }

  /// Looks until the graceful shutdown, which ends all streams.
  func run() async {
    await cancelWhenGracefulShutdown { [self] in
      repeat { look() } while (try? await pause(Self.interval)) != nil
    }
    let watchers = state.withLock { state in
      state.isOver = true
      return Array(state.watchers.values)
    }
    for watcher in watchers { watcher.content.finish() }
  }

  /// Looks once, and tells those who watch.
  func look() {
    let time = now()
    let moment = sources.clock.milliseconds()
    let (traffic, lookups) = (sources.traffic, sources.lookups)
    let failures = state.withLock { state in
      let span = state.time.map { max($0.duration(to: time) / .seconds(1), 0.001) } ?? 1
      state.growth = traffic.since(state.traffic)
      state.span = span
      if state.points.count == Self.depth { state.points.removeFirst() }
      // What was counted before the first look is nothing of the last second.
      let isFirst = state.time == nil
      if isFirst { state.growth = LiveTraffic() }
      state.points.append(
        LivePoint(
          time: moment, growth: state.growth,
          lookups: isFirst ? LivePoint.Lookups() : lookups.since(state.lookups), span: span))
      (state.traffic, state.lookups, state.time) = (traffic, lookups, time)
      return LiveFailures(state.points.suffix(Self.failureMemory))
    }
    let (problems, condition) = (sources.problems(failures), sources.condition)
    let isWatched = state.withLock { state in
      state.journal.note(problems, condition, at: moment)
      return !state.watchers.isEmpty
    }
    if isWatched { tell() }
  }

  /// Lets it know how many connections there are.
  func countConnections(_ count: @escaping @Sendable () -> Int) {
    state.withLock { $0.connections = count }
  }
}

// MARK: Those who watch

extension LiveMonitor {
  /// The moment and the last minute, for who does not want to watch.
  var snapshot: JSONOutput {
    .object(document.members + [JSONMember("history", history)])
  }

  /// The last minute at once, the moment, and then a moment each second.
  ///
  /// - Parameter samples: how many moments; nil for as long as there are some.
  func events(_ slot: StreamSlot, samples: Int?) -> AsyncStream<[UInt8]> {
    let (content, continuation) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingOldest(Self.backlog))
    continuation.yield(
      ServerSentEvent.retry + ServerSentEvent(name: "history", data: history).bytes
        + ServerSentEvent(name: "sample", data: document.json).bytes)
    let number = state.withLock { state -> Int? in
      guard !state.isOver, samples != 1 else { return nil }
      state.watchersSoFar += 1
      state.watchers[state.watchersSoFar] = Watcher(
        content: continuation, remaining: samples.map { $0 - 1 }, slot: slot)
      return state.watchersSoFar
    }
    if let number {
      continuation.onTermination = { [weak self] _ in self?.leave(number) }
    } else {
      continuation.finish()
    }
    return content
  }

  private func leave(_ number: Int) {
    _ = state.withLock { $0.watchers.removeValue(forKey: number) }
  }

  private func tell() {
    let event = ServerSentEvent(name: "sample", data: document.json).bytes
    let (watchers, done) = state.withLock { state in
      let watchers = Array(state.watchers.values)
      for number in state.watchers.keys { state.watchers[number]?.remaining? -= 1 }
      return (watchers, state.watchers.values.filter { $0.remaining == 0 })
    }
    for watcher in watchers { watcher.content.yield(event) }
    for watcher in done { watcher.content.finish() }
  }

  private var history: JSONOutput { .array(state.withLock { $0.points }.map(\.document)) }

  private var document: LiveDocument {
    let (journal, growth, span, latest, count) = state.withLock {
      ($0.journal, $0.growth, $0.span, $0.points.last, $0.connections)
    }
    return LiveDocument(
      sources: sources, journal: journal, growth: growth, span: span, latest: latest, connections: count.map { $0() })
  }
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension LiveMonitor: CustomStringConvertible {
  var description: String { "LiveMonitor" }
}
