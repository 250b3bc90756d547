import KongSandbox
import RedisTestSupport

/// Replicas of the service before one embedded Kong, with one real Redis or Valkey behind them.
struct Fleet: Sendable {
  let sandbox: Sandbox
  let redis: RedisServer
  let replicas: [Scene]

  /// Keys for `CACHE_ENCRYPTION_KEYS`.
  static let keys = [String(repeating: "0a", count: 32), String(repeating: "1b", count: 32)]

  /// The key of a consumer's entry, as the contract names it.
  static func key(_ consumer: String) -> String { "auth_service:v2:consumer_secret:\(consumer)" }

  /// How often Kong was asked for credentials.
  var kongCalls: Int { sandbox.admin.log.count(to: "/consumers/*/jwt") }

  /// Waits until the shared cache has an entry of a consumer.
  func entryIsThere(_ consumer: String) async throws {
    _ = try await eventually({ try await redis.command("EXISTS", Self.key(consumer)) }) { $0 == "1" }
  }

  /// Waits until the shared cache has no entry of a consumer.
  func entryIsGone(_ consumer: String) async throws {
    _ = try await eventually({ try await redis.command("EXISTS", Self.key(consumer)) }) { $0 == "0" }
  }
}

extension Fleet {
  /// Plays a scene with so many replicas, which share a Redis of their own.
  ///
  /// - Parameter variables: of every replica's environment.
  static func play<Result: Sendable>(
    replicas count: Int = 2, _ variables: [String: String] = [:], on kind: RedisServer.Kind = .redis,
    _ options: RedisServer.Options = RedisServer.Options(), _ body: (Fleet) async throws -> Result
  ) async throws -> Result {
    try await RedisServer.use(kind, options) { redis in
      try await Sandbox.use { sandbox in
        let all = environment(redis).merging(variables) { $1 }
        return try await grow(count, sandbox, all, []) { scenes in
          try await body(Fleet(sandbox: sandbox, redis: redis, replicas: scenes))
        }
      }
    }
  }

  /// What a replica must know of a Redis.
  static func environment(_ redis: RedisServer) -> [String: String] {
    [
      "HIGH_AVAILABILITY": "true", "REDIS_URL": "redis://127.0.0.1:\(redis.port)",
      // A busy machine is no outage.
      "CACHE_TIMEOUT_GET_MS": "10000", "CACHE_TIMEOUT_SET_MS": "10000", "CACHE_TIMEOUT_DELETE_MS": "10000",
    ]
  }

  /// Adds replicas to those that are there, one within the other.
  private static func grow<Result: Sendable>(
    _ count: Int, _ sandbox: Sandbox, _ variables: [String: String], _ scenes: [Scene],
    _ body: ([Scene]) async throws -> Result
  ) async throws -> Result {
    if count == 0 { return try await body(scenes) }
    return try await Scene.play(behind: sandbox, variables) { scene in
      try await grow(count - 1, sandbox, variables, scenes + [scene], body)
    }
  }
}
