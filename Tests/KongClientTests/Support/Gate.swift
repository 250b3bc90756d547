import Synchronization

/// A moment that a test brings about, and that others wait for.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var callbacks: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  /// Opens the gate, for good.
  func open() {
    let callbacks = state.withLock { state in
      defer { state.callbacks = [] }
      state.isOpen = true
      return state.callbacks
    }
    for callback in callbacks { callback() }
  }

  /// Does something when the gate is open, which may be at once.
  func whenOpen(_ callback: @escaping @Sendable () -> Void) {
    let isOpen = state.withLock { state in
      if !state.isOpen { state.callbacks.append(callback) }
      return state.isOpen
    }
    if isOpen { callback() }
  }

  /// Waits until the gate is open or the task is cancelled.
  func wait() async {
    let (stream, continuation) = AsyncStream<Never>.makeStream()
    whenOpen { continuation.finish() }
    for await _ in stream {}
  }
}
