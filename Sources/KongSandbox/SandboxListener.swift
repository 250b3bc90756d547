package import HTTPEdge
import NIOCore
import NIOPosix
import Synchronization

/// One of the sandbox's two doors: it can be closed and opened again on the same port.
package final class SandboxListener: Sendable {
  /// Counts requests and lets them fail.
  package let faults: FaultInjector
  /// The port, the same for the whole life of the sandbox.
  package let port: Int

  /// The address, one of the loopback network.
  package let host: String
  private let configuration: ServerConfiguration
  private let responder: any Responder
  private let group: MultiThreadedEventLoopGroup
  private let server: Mutex<HTTPServer?>

  /// What has arrived.
  package var log: RequestLog { faults.log }
  /// Host and port, as they stand in a URL.
  package var authority: String { "\(host):\(port)" }

  /// Opens a door.
  ///
  /// - Parameter responder: what stands before the injector; nil for nothing.
  init(
    host: String, port: Int, _ faults: FaultInjector, behind responder: (any Responder)? = nil,
    on group: MultiThreadedEventLoopGroup
  ) async throws(BindError) {
    var configuration = ServerConfiguration(host: host, port: port, requestIDField: nil)
    configuration.limits.keepsBodies = true
    // A fault must be able to outlast every patience of a client.
    configuration.limits.handlerTimeout = .hours(1)
    let responder = responder ?? faults
    let server = try await HTTPServer.start(configuration, on: group, responder: responder)
    configuration.port = server.port
    self.configuration = configuration
    self.host = host
    self.faults = faults
    self.responder = responder
    self.group = group
    self.port = server.port
    self.server = Mutex(server)
  }

  /// Closes the door: open connections are cut, new ones refused.
  package func refuse() async {
    let server = server.withLock { server in
      defer { server = nil }
      return server
    }
    await server?.stop(grace: .zero)
  }

  /// Opens the door again; nothing happens when it is open.
  package func accept() async throws(BindError) {
    guard server.withLock({ $0 == nil }) else { return }
    let server = try await HTTPServer.start(configuration, on: group, responder: responder)
    self.server.withLock { $0 = server }
  }
}
