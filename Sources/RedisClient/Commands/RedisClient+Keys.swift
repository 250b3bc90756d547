package import NIOCore

// Commands on single keys.

extension RedisClient {
  /// When a key ceases to be.
  package enum Expiry: Sendable, Equatable {
    case seconds(Int)
    case milliseconds(Int)
  }

  /// `GET`: the value; nil when there is none.
  package func get(_ key: String, within limit: Duration) async throws(RedisFailure) -> ByteBuffer? {
    let command = RedisCommand("GET", [.text(key)], key: key, isRead: true)
    switch try await send(command, within: limit) {
    case .string(let bytes): return bytes
    case .null: return nil
    default: throw .unexpectedReply
    }
  }

  /// `SET` with `EX` or `PX`, and `NX` if asked for: value and end of life in one step.
  ///
  /// - Returns: whether it was set; false only with `onlyIfAbsent`.
  @discardableResult
  package func set(
    _ key: String, to value: [UInt8], expiry: Expiry, onlyIfAbsent: Bool = false, within limit: Duration
  ) async throws(RedisFailure) -> Bool {
    let command = RedisCommand.set(key, to: value, expiry: expiry, onlyIfAbsent: onlyIfAbsent)
    switch try await send(command, within: limit) {
    case .string: return true
    case .null: return false
    default: throw .unexpectedReply
    }
  }

  /// `TTL`: what is left of a key's life; nil when it has no end, or there is no such key.
  package func timeToLive(_ key: String, within limit: Duration) async throws(RedisFailure) -> Duration? {
    let command = RedisCommand("TTL", [.text(key)], key: key, isRead: true)
    guard let seconds = try await send(command, within: limit).integer else { throw .unexpectedReply }
    return seconds < 0 ? nil : .seconds(seconds)
  }
}

extension RedisCommand {
  package static func set(
    _ key: String, to value: [UInt8], expiry: RedisClient.Expiry, onlyIfAbsent: Bool = false
  ) -> RedisCommand {
    var words: [Word] = [.text(key), .bytes(value)]
    switch expiry {
    case .seconds(let count): words += ["EX", .integer(count)]
    case .milliseconds(let count): words += ["PX", .integer(count)]
    }
    if onlyIfAbsent { words.append("NX") }
    return RedisCommand("SET", words, key: key)
  }
}
