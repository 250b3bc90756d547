import RedisClient
import ServiceLifecycle

/// The connections to Redis, as a part of the service.
struct RedisConnections: Service {
  let client: RedisClient

  /// Keeps the connections until the graceful shutdown.
  func run() async {
    await cancelWhenGracefulShutdown { await client.run() }
  }
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension RedisConnections: CustomStringConvertible {
  var description: String { "RedisConnections" }
}
