import Synchronization

/// How many calls may be repeated: a share of all calls, whatever becomes of them.
///
/// Every first attempt pays a part of a retry in, every retry takes a whole one out. When everything fails, retries
/// therefore add at most that share to the load, and one.
package final class RetryBudget: Sendable {
  private struct Account {
    var balance: Double
    var withdrawn = 0
  }

  private let share: Double
  private let limit: Double
  private let account = Mutex(Account(balance: 1))

  /// Makes a budget with room for one retry.
  ///
  /// - Parameters:
  ///   - share: retries per first attempt.
  ///   - limit: the most retries that can be saved up, so that a long calm does not end in a storm.
  package init(share: Double = 0.2, limit: Double = 10) {
    self.share = share
    self.limit = limit
  }

  /// The number of retries so far.
  package var retries: Int { account.withLock(\.withdrawn) }

  /// Counts a first attempt.
  package func deposit() {
    account.withLock { $0.balance = min(limit, $0.balance + share) }
  }

  /// Asks for a retry; tells whether there may be one, and counts it.
  package func withdraw() -> Bool {
    account.withLock { account in
      // A little less than one, since fifths do not add up exactly.
      guard account.balance > 0.999_999 else { return false }
      account.balance = max(0, account.balance - 1)
      account.withdrawn += 1
      return true
    }
  }
}
