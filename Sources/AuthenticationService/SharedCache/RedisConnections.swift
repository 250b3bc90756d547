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
