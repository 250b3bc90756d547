package import NIOCore

// Commands on several keys. In a cluster each server gets those that are its own.

extension RedisClient {
  /// `MGET`: the values in the order of the keys; nil for what is not there.
  package func get(_ keys: [String], within limit: Duration) async throws(RedisFailure) -> [ByteBuffer?] {
    var values: [ByteBuffer?] = Array(repeating: nil, count: keys.count)
    for part in parts(of: keys) {
      let command = RedisCommand("MGET", part.map { .text(keys[$0]) }, key: keys[part[0]], isRead: true)
      guard let found = try await send(command, within: limit).elements, found.count == part.count else {
        throw .unexpectedReply
      }
      for (index, value) in zip(part, found) { values[index] = value.bytes }
    }
    return values
  }

  /// `DEL`: how many of the keys there were.
  @discardableResult
  package func delete(_ keys: [String], within limit: Duration) async throws(RedisFailure) -> Int {
    try await remove("DEL", keys, limit)
  }

  /// `UNLINK`: as `DEL`, and the server frees the memory when it has time.
  @discardableResult
  package func unlink(_ keys: [String], within limit: Duration) async throws(RedisFailure) -> Int {
    try await remove("UNLINK", keys, limit)
  }

  private func remove(_ name: StaticString, _ keys: [String], _ limit: Duration) async throws(RedisFailure) -> Int {
    var count = 0
    for part in parts(of: keys) {
      let command = RedisCommand(name, part.map { .text(keys[$0]) }, key: keys[part[0]])
      guard let removed = try await send(command, within: limit).integer else { throw .unexpectedReply }
      count += removed
    }
    return count
  }

  /// Indices of keys that one command may name together.
  private func parts(of keys: [String]) -> [[Int]] {
    guard topology is ClusterTopology else { return keys.isEmpty ? [] : [Array(keys.indices)] }
    return Dictionary(grouping: keys.indices) { HashSlot.of(keys[$0]) }.values.map { $0 }
  }
}
