import Synchronization

/// Hands out random identifiers to any thread, from one locked ``RandomPool``.
package final class UUIDGenerator: Sendable {
  private let pool = Mutex(RandomPool())

  package init() {}

  /// Draws an identifier.
  package func next() -> UUIDv4 {
    pool.withLock { $0.nextUUID() }
  }
}
