import NIOCore
import Synchronization

/// Tells of one connection's messages after it has begun, and of none after it has ended.
///
/// A message may come along with the confirmation, and is read by another thread than that which waits for it.
final class SubscriptionOrder: Sendable {
  private enum State {
    /// With the messages that came already.
    case beginning([ByteBuffer])
    case begun, ended
  }

  private let state = Mutex(State.beginning([]))
  private let onEvent: @Sendable (RedisSubscription.Event) -> Void

  init(_ onEvent: @escaping @Sendable (RedisSubscription.Event) -> Void) {
    self.onEvent = onEvent
  }

  // Who hears of it is told under the lock, as nothing else keeps the order.

  func begin() {
    state.withLock { state in
      guard case .beginning(let early) = state else { return }
      state = .begun
      onEvent(.began)
      for message in early { onEvent(.message(message)) }
    }
  }

  func hear(_ message: ByteBuffer) {
    state.withLock { state in
      switch state {
      case .beginning(let early): state = .beginning(early + [message])
      case .begun: onEvent(.message(message))
      case .ended: break
      }
    }
  }

  func end() {
    state.withLock { state in
      state = .ended
      onEvent(.ended)
    }
  }
}
