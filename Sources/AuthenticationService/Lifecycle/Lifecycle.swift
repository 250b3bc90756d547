import Synchronization

/// Where the service is in its life, for readiness and for nobody else to guess.
final class Lifecycle: Sendable {
  /// The stages, in the only order in which they follow one another; on the way out some may be left out.
  ///
  /// Initializing: parts are put together. Starting: the port is being opened. Ready: requests are welcome. Draining: they
  /// are still served, and asked to go elsewhere next time. Stopping: the last has been answered, and what served them is
  /// closed. Stopped: nothing runs any more.
  enum Stage: String, Sendable, Comparable, CaseIterable {
    case initializing, starting, ready, draining, stopping, stopped

    static func < (left: Stage, right: Stage) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  private let current = Mutex(Stage.initializing)

  init() {}

  var stage: Stage { current.withLock { $0 } }

  /// Moves forward to `stage`; a step back is ignored, since a service that drains is never ready again.
  func advance(to stage: Stage) {
    current.withLock { $0 = max($0, stage) }
  }
}
