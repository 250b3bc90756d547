import Events
import HTTPEdge
import Logging
import NIOPosix
import ServiceLifecycle

/// The server of the management surface, for as long as there is something to manage.
struct ManagementService: Service {
  /// How long requests in flight may take at the end.
  private static let grace = Duration.seconds(1)

  let configuration: ServerConfiguration
  let group: MultiThreadedEventLoopGroup
  let slot: ResponderSlot
  let logger: Logger

  /// Listens until the graceful shutdown.
  ///
  /// - Throws: `BindError` when the port cannot be had.
  func run() async throws {
    let server = try await HTTPServer.start(configuration, on: group, slot: slot)
    logger.info(.managementReady, "Management surface is open", ["address": "\(server.address)"])
    try? await gracefulShutdown()
    _ = await server.stop(grace: Self.grace)
  }
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension ManagementService: CustomStringConvertible {
  var description: String { "ManagementService" }
}
