import NIOCore
import RedisClient
import Testing

/// Why a command has no reply; nil when it has one.
func failure<Value>(of command: () async throws -> Value) async -> RedisFailure? {
  do {
    _ = try await command()
    return nil
  } catch let failure as RedisFailure {
    return failure
  } catch {
    Issue.record(error)
    return nil
  }
}

extension RedisClient {
  /// Sets a key that stays for the test.
  func set(_ key: String, to text: String) async throws(RedisFailure) {
    try await set(key, to: Array(text.utf8), expiry: .seconds(600), within: .patience)
  }

  /// What a key holds, as text.
  func text(_ key: String, within limit: Duration = .patience) async throws(RedisFailure) -> String? {
    try await get(key, within: limit).map { String(buffer: $0) }
  }
}
