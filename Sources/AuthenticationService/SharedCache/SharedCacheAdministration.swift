import AuthenticationCore
import RedisClient

/// Purges the shared cache, and tells all replicas.
struct SharedCacheAdministration: Sendable {
  let client: RedisClient
  let keys: SharedCacheKeys
  let purges: PurgeChannel
  let timeouts: CacheTimeouts

  /// Drops entries and makes it known.
  ///
  /// - Returns: how many entries there were.
  func purge(_ purge: Purge) async throws(RedisFailure) -> Int {
    var count = 0
    switch purge {
    case .consumer(let name):
      count = try await client.unlink([keys.entry(name)], within: timeouts.delete)
      try await client.unlink([keys.lease(name)], within: timeouts.delete)
    case .all:
      try await client.scan(matching: SharedCacheKeys.entryPrefix + "*", within: timeouts.scan) {
        names async throws(RedisFailure) in
        if !names.isEmpty { count += try await client.unlink(names, within: timeouts.delete) }
      }
    }
    try await purges.announce(purge)
    return count
  }
}
