import Synchronization

/// Wakes one waiting task; an alarm that nobody waits for is kept for the next who does.
final class Alarm: Sendable {
  private enum State {
    case quiet
    case rung
    case awaited(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.quiet)

  func ring() {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard case .awaited(let waiter) = state else {
        state = .rung
        return nil
      }
      state = .quiet
      return waiter
    }
    waiter?.resume()
  }

  /// Waits until the alarm rings or the task is cancelled; one task at a time may.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let hasRung = state.withLock { state in
          if case .rung = state {
            state = .quiet
            return true
          }
          state = .awaited(waiter)
          return false
        }
        if hasRung { waiter.resume() }
      }
    } onCancel: {
      ring()
    }
  }

  /// Waits until the alarm rings, the task is cancelled, or `time` has passed on a clock.
  func wait(atMost time: Duration, on clock: Timekeeper) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.wait() }
      group.addTask { try? await clock.sleep(time) }
      await group.next()
      group.cancelAll()
    }
  }
}
