import Synchronization

/// Where the service is in its life, for readiness and for nobody else to guess.
final class Lifecycle: Sendable {
  /// The stages, in the only order in which they follow one another.
  enum Stage: String, Sendable, Comparable, CaseIterable {
    case starting, ready, draining, stopped

    static func < (left: Stage, right: Stage) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  private let current = Mutex(Stage.starting)

  init() {}

  var stage: Stage { current.withLock { $0 } }

  /// Moves forward to `stage`; a step back is ignored, since a service that drains is never ready again.
  func advance(to stage: Stage) {
    current.withLock { $0 = max($0, stage) }
  }
}
