import Synchronization

/// A wait that somebody else can cut short.
///
/// One task waits at a time. Who rings while nobody waits ends the next wait at once.
final class Alarm: Sendable {
  private enum State {
    case idle
    case rung
    case waiting(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.idle)

  /// Waits until it rings, or a time is over, or the task is cancelled.
  func wait(atMost limit: Duration) async {
    await withTaskGroup { group in
      group.addTask { [self] in await rings() }
      group.addTask { try? await Task.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
  }

  func ring() {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      switch state {
      case .idle, .rung:
        state = .rung
        return nil
      case .waiting(let waiter):
        state = .idle
        return waiter
      }
    }
    waiter?.resume()
  }

  private func rings() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let isOver = state.withLock { state in
          if case .rung = state {
            state = .idle
            return true
          }
          if Task.isCancelled { return true }
          state = .waiting(waiter)
          return false
        }
        if isOver { waiter.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard case .waiting(let waiter) = state else { return nil }
        state = .idle
        return waiter
      }
      waiter?.resume()
    }
  }
}
