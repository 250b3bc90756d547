import RedisTestSupport
import Synchronization
import Telemetry

/// Exports whose outcome a test decides; unless it is told to hold them, they succeed at once.
final class ManualExport: Sendable {
  private struct State {
    var batches: [[Int]] = []
    var isHolding = false
    var outcomes: [ExportOutcome] = []
    var held: CheckedContinuation<ExportOutcome, Never>?
  }

  private let state = Mutex(State())

  /// What was exported, or was to be.
  var batches: [[Int]] { state.withLock(\.batches) }

  var isHeld: Bool { state.withLock { $0.held != nil } }

  func hold() { state.withLock { $0.isHolding = true } }

  /// How the next exports end.
  func answer(_ outcomes: ExportOutcome...) { state.withLock { $0.outcomes += outcomes } }

  /// Ends the export that is held, and holds no more.
  func release(_ outcome: ExportOutcome = .exported(rejected: 0)) {
    let held = state.withLock { state in
      state.isHolding = false
      return state.held.take()
    }
    held?.resume(returning: outcome)
  }

  func export(_ batch: [Int]) async -> ExportOutcome {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let outcome = state.withLock { state -> ExportOutcome? in
          state.batches.append(batch)
          if state.isHolding, !Task.isCancelled {
            state.held = continuation
            return nil
          }
          return state.outcomes.isEmpty ? .exported(rejected: 0) : state.outcomes.removeFirst()
        }
        if let outcome { continuation.resume(returning: outcome) }
      }
    } onCancel: {
      release(.failed)
    }
  }
}
