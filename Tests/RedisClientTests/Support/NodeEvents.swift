import RedisClient
import Synchronization

/// What nodes have told, in its order, for a test that waits for it.
final class NodeEvents: Sendable {
  enum Event: Sendable, Equatable {
    case connected, lost
    case failed(RedisFailure)
  }

  let log = EventLog<Event>()
  private let lastWait = Mutex<Duration?>(nil)

  /// How long the latest failed attempt was to be followed by no other.
  var lastRetry: Duration? { lastWait.withLock { $0 } }

  @Sendable func note(_ event: RedisNode.Event) {
    switch event {
    case .connected: log.note(.connected)
    case .lost: log.note(.lost)
    case .failed(let failure, let wait):
      lastWait.withLock { $0 = wait }
      log.note(.failed(failure))
    }
  }

  /// Passes over everything until an event, which must come.
  func wait(for event: Event) async throws { while try await log.next() != event {} }
}
