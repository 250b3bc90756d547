import Synchronization

/// Which consumers have been reported for a short secret, so that each is reported once and not at every look-up.
final class ShortSecretNotices: Sendable {
  /// The most consumers that are remembered.
  ///
  /// One more, and all are forgotten and may be reported again.
  private static let capacity = 10_000

  private let consumers = Mutex<Set<String>>([])

  /// Enters a consumer; tells whether it was not there.
  func isNew(_ consumerID: String) -> Bool {
    consumers.withLock { consumers in
      if consumers.count == Self.capacity, !consumers.contains(consumerID) { consumers.removeAll() }
      return consumers.insert(consumerID).inserted
    }
  }
}
