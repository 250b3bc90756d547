package import NIOCore
package import NIOPosix

/// A listening HTTP/1.1 server.
package struct HTTPServer: Sendable {
  /// The address that clients can reach, with the port that was really bound.
  package let address: SocketAddress

  /// Binds and serves.
  ///
  /// - Throws: ``BindError`` when the address cannot be had.
  package static func start(
    _ configuration: ServerConfiguration, on group: MultiThreadedEventLoopGroup, responder: any Responder
  ) async throws -> HTTPServer {
    fatalError("interface only")
  }

  /// Stops listening, ends idle connections, lets exchanges in flight finish, and returns when the last connection is gone.
  ///
  /// After `grace` what is left is cut off; returns the number of connections that were.
  @discardableResult
  package func stop(grace: Duration) async -> Int {
    fatalError("interface only")
  }
}
