import Synchronization

/// Lets so many pass at a time; of the others, whoever came last is the next.
///
/// Everybody's time is limited. In a short queue the order makes no difference; in a long one those who came first have so
/// little time left that their request would be given up as soon as it is sent, while those who came last can still be
/// served.
///
/// Whoever waits here costs a continuation; waiting inside of AsyncHTTPClient would cost some 30 KB each, and during a
/// storm of look-ups while Kong is slow there are thousands.
final class ConcurrencyLimit: Sendable {
  fileprivate struct State {
    var free: Int
    var nextTicket: UInt64 = 0
    /// Those who wait, by ticket.
    var waiting: [UInt64: CheckedContinuation<Bool, Never>] = [:]
    /// Tickets in the order in which they were drawn; one without an entry above was given back.
    var stack: [UInt64] = []
  }

  private let state: Mutex<State>

  /// - Parameter limit: at least one.
  init(_ limit: Int) {
    state = Mutex(State(free: max(1, limit)))
  }

  /// How many wait.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Does work when it is its turn.
  ///
  /// - Throws: what the work throws, or `CancellationError` when the task is cancelled before its turn.
  func run<Value>(_ work: () async throws -> Value) async throws -> Value {
    guard await pass() else { throw CancellationError() }
    defer { leave() }
    return try await work()
  }

  /// Waits for the turn; false when the task is cancelled before.
  private func pass() async -> Bool {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer = state.withLock { state -> Bool? in
          if Task.isCancelled { return false }
          if state.free > 0 {
            state.free -= 1
            return true
          }
          state.waiting[ticket] = continuation
          state.stack.append(ticket)
          state.forgetReturnedTickets()
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume(returning: false)
    }
  }

  /// Hands the place to who came last, or keeps it free.
  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      while let ticket = state.stack.popLast() {
        if let continuation = state.waiting.removeValue(forKey: ticket) { return continuation }
      }
      state.free += 1
      return nil
    }
    next?.resume(returning: true)
  }
}

extension ConcurrencyLimit.State {
  /// Keeps the stack from growing by those who have left, once they are most of it.
  fileprivate mutating func forgetReturnedTickets() {
    guard stack.count > 64, stack.count > 2 * waiting.count else { return }
    stack.removeAll { waiting[$0] == nil }
  }
}
