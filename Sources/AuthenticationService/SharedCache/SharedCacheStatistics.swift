import Synchronization

/// What the shared cache did since the start of this replica.
struct SharedCacheStatistics: Sendable, Equatable {
  /// Reads that found something fresh.
  var hits = 0
  /// Reads that found nothing fresh.
  var misses = 0
  /// Entries that were not to be believed: damaged, swapped, sealed with another key, or of another kind.
  var refusedEntries = 0
  /// Commands without a useful answer.
  var failures = 0
  /// Look-ups for which another replica asked Kong.
  var sharedLookups = 0
  var writes = 0
  var failedWrites = 0
  /// Writes for which there was no room.
  var droppedWrites = 0
  /// Purges of which this replica was told.
  var purges = 0
  /// All reads together, and how long they took.
  var reads = 0
  var readTime = Duration.zero

  /// Nil before the first read.
  var averageReadTime: Duration? { reads == 0 ? nil : readTime / reads }
}

/// Counts, from any thread.
final class SharedCacheCounters: Sendable {
  private let values = Mutex(SharedCacheStatistics())

  var current: SharedCacheStatistics { values.withLock { $0 } }

  func count(_ change: (inout SharedCacheStatistics) -> Void) {
    values.withLock { change(&$0) }
  }
}
