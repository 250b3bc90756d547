import Synchronization

/// A monotonic time that moves only when it is told to.
package final class TestTime: Sendable {
  private let instant = Mutex(ContinuousClock.now)

  package init() {}

  package var now: ContinuousClock.Instant { instant.withLock { $0 } }

  package func advance(by duration: Duration) {
    instant.withLock { $0 += duration }
  }
}
