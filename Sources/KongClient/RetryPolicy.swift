package import AuthenticationCore

/// Whether a read that failed is repeated, and when.
///
/// Only reads are, only when nothing was read, or a gateway before Kong says that it could not reach it, and only as often as
/// the budget allows: when everything fails, retries add a fifth to the load and not a whole.
package struct RetryPolicy: Sendable {
  /// The most requests for one read.
  static let maximumAttempts = 2

  let budget: RetryBudget
  /// Lets the time before a retry pass.
  private let pause: @Sendable () async throws -> Void

  /// Makes a policy.
  ///
  /// - Parameters:
  ///   - budget: counts all reads, and what is repeated of them.
  ///   - pause: lets the time before a retry pass; 50 to 150 ms by default, so that those who failed together do not come
  ///     back together.
  package init(
    budget: RetryBudget = RetryBudget(),
    pause: @escaping @Sendable () async throws -> Void = {
      try await Task.sleep(for: .milliseconds(Int.random(in: 50...150)))
    }
  ) {
    self.budget = budget
    self.pause = pause
  }

  /// Waits before another attempt, if there may be one.
  ///
  /// - Parameter attempts: those that there were.
  /// - Returns: whether there may be another.
  func allowsAnother(after attempts: Int) async -> Bool {
    guard attempts < Self.maximumAttempts, !Task.isCancelled, budget.withdraw() else { return false }
    do {
      try await pause()
      return !Task.isCancelled
    } catch {
      return false
    }
  }
}
