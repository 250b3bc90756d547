import NIOCore
import RedisClient

/// The latest purges, in Redis, for those who have not heard of them.
struct PurgeLog: Sendable {
  /// Purges that are kept.
  static let length = 1000
  /// How long the log outlives the last purge; who has not looked for that long has looked before, or has begun anew.
  private static let life = Duration.seconds(2 * 3600)

  let client: RedisClient
  let timeouts: CacheTimeouts

  /// Enters a purge, at once with all that keeps the log short and mortal.
  func add(_ message: [UInt8]) async throws(RedisFailure) {
    let key = SharedCacheKeys.purgeLog
    let steps = [
      RedisCommand("MULTI", key: key), RedisCommand("LPUSH", [.text(key), .bytes(message)], key: key),
      RedisCommand("LTRIM", [.text(key), .integer(0), .integer(Self.length - 1)], key: key),
      RedisCommand("EXPIRE", [.text(key), .integer(Self.life.wholeSeconds)], key: key),
    ]
    let outcome = try await client.send(RedisCommand("EXEC", key: key), after: steps, within: timeouts.set)
    // Within the transaction, each command has a reply of its own.
    for case .error(let error)? in outcome.elements ?? [] { throw .server(error) }
  }

  /// The purges in it, the latest first.
  func read() async throws(RedisFailure) -> [[UInt8]] {
    let key = SharedCacheKeys.purgeLog
    let command = RedisCommand("LRANGE", [.text(key), .integer(0), .integer(-1)], key: key, isRead: false)
    guard let elements = try await client.send(command, within: timeouts.get).elements else { throw .unexpectedReply }
    return elements.compactMap { $0.bytes.map { Array(buffer: $0) } }
  }
}
