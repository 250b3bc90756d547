import Events
import HTTPEdge
import Logging
import NIOPosix
import ServiceLifecycle

/// The listening server as a part of the service: ready when it listens, draining when it is told to stop.
struct HTTPService: Service {
  let configuration: ServerConfiguration
  let group: MultiThreadedEventLoopGroup
  let slot: ResponderSlot
  let lifecycle: Lifecycle
  /// How long requests are still accepted after readiness has turned 503.
  let shutdownDelay: Duration
  /// How long requests in flight may then take.
  let shutdownGrace: Duration
  let logger: Logger
  /// What should be there before the first request.
  let prepare: @Sendable () async -> Void
  let onListening: @Sendable (Int) -> Void
  /// Is given what tells how many connections are open.
  let countConnections: @Sendable (@escaping @Sendable () -> Int) -> Void

  /// Listens until the graceful shutdown, then turns readiness, waits, stops listening and drains.
  ///
  /// - Throws: `BindError` when the port cannot be had; ``DrainError`` when exchanges had to be cut off.
  package func run() async throws {
    lifecycle.advance(to: .starting)
    await prepare()
    let server = try await HTTPServer.start(configuration, on: group, slot: slot)
    lifecycle.advance(to: .ready)
    logger.info(.serverReady, "Listening", ["address": "\(server.address)"])
    countConnections { server.connectionCount }
    onListening(server.port)
    try? await gracefulShutdown()
    lifecycle.advance(to: .draining)
    server.announceClosing()
    logger.info(.drainStarted, "Draining")
    try? await Task.sleep(for: shutdownDelay)
    let cutOff = await server.stop(grace: shutdownGrace)
    lifecycle.advance(to: .stopping)
    if cutOff > 0 { throw DrainError(connections: cutOff) }
  }
}

/// Exchanges that did not finish within the shutdown budget.
package struct DrainError: Error, Equatable {
  package let connections: Int
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension HTTPService: CustomStringConvertible {
  var description: String { "HTTPService" }
}
