import RedisTestSupport

/// Ways in which a Redis fails that was well when the replicas came.
enum RedisTrouble: String, Sendable, CaseIterable, CustomStringConvertible {
  case killed, hung, readOnly, full, locked

  var description: String {
    switch self {
    case .killed: "killed"
    case .hung: "stopped in the middle"
    case .readOnly: "a replica now"
    case .full: "out of memory"
    case .locked: "with another password"
    }
  }

  /// Begins.
  func begin(_ redis: RedisServer) async throws {
    switch self {
    case .killed: await redis.kill()
    case .hung: try await redis.pause()
    case .readOnly: try await redis.command("REPLICAOF", "127.0.0.1", "1")
    case .full:
      try await redis.command("CONFIG", "SET", "maxmemory-policy", "noeviction")
      try await redis.command("CONFIG", "SET", "maxmemory", "1")
    case .locked:
      try await redis.command("ACL", "SETUSER", "default", "resetpass", ">other")
      try await redis.command("-a", "other", "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    }
  }

  /// Ends.
  func end(_ redis: RedisServer) async throws {
    switch self {
    case .killed: try await redis.start()
    case .hung: redis.resume()
    case .readOnly: try await redis.command("REPLICAOF", "NO", "ONE")
    case .full: try await redis.command("CONFIG", "SET", "maxmemory", "0")
    case .locked: try await redis.command("-a", "other", "ACL", "SETUSER", "default", "nopass")
    }
  }
}
