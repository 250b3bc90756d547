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
    let count = try await drop(purge)
    try await purges.announce(purge)
    // What a replica has written between, before it heard of it.
    _ = try await drop(purge)
    return count
  }

  /// How many entries there were.
  private func drop(_ purge: Purge) async throws(RedisFailure) -> Int {
    switch purge {
    case .consumer(let name):
      try await client.unlink([keys.lease(name)], within: timeouts.delete)
      return try await client.unlink([keys.entry(name)], within: timeouts.delete)
    case .all:
      _ = try await drop(matching: SharedCacheKeys.leasePrefix)
      return try await drop(matching: SharedCacheKeys.entryPrefix)
    }
  }

  private func drop(matching prefix: String) async throws(RedisFailure) -> Int {
    var count = 0
    try await client.scan(matching: prefix + "*", within: timeouts.scan) { names async throws(RedisFailure) in
      if !names.isEmpty { count += try await client.unlink(names, within: timeouts.delete) }
    }
    return count
  }
}
