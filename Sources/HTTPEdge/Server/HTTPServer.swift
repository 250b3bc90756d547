package import NIOCore
package import NIOPosix

/// A listening HTTP/1.1 server.
package struct HTTPServer: Sendable {
  /// The address that was bound, with the real port.
  package let address: SocketAddress

  private let listener: any Channel
  private let connections: OpenConnections

  /// The port that was bound.
  package var port: Int { address.port ?? 0 }

  /// Connections that are open.
  package var connectionCount: Int { connections.count }

  /// Binds and serves.
  ///
  /// - Throws: ``BindError`` when the address cannot be had.
  package static func start(
    _ configuration: ServerConfiguration, on group: MultiThreadedEventLoopGroup, responder: any Responder
  ) async throws(BindError) -> HTTPServer {
    try await start(configuration, on: group, slot: ResponderSlot(responder))
  }

  /// Binds and serves with whatever responder is in the slot.
  ///
  /// - Throws: ``BindError`` when the address cannot be had.
  package static func start(
    _ configuration: ServerConfiguration, on group: MultiThreadedEventLoopGroup, slot: ResponderSlot
  ) async throws(BindError) -> HTTPServer {
    let connections = OpenConnections(
      limit: DescriptorLimit.connections(
        wanted: configuration.limits.connections, descriptors: DescriptorLimit.ofProcess))
    let bootstrap = await bootstrap(configuration, on: group, slot: slot, connections: connections)
    let listener = try await bind(bootstrap, configuration)
    guard let address = listener.localAddress else { throw .unavailable("the socket has no address") }
    return HTTPServer(address: address, listener: listener, connections: connections)
  }

  /// Goes on serving, and says in every response that it is the last of its connection, so that clients turn elsewhere.
  package func announceClosing() {
    connections.say(.announced)
  }

  /// Stops listening, ends idle connections, lets exchanges in flight finish, and returns when the last connection is gone.
  ///
  /// - Parameter grace: after this time what is left is cut off.
  /// - Returns: the number of connections that were cut off.
  @discardableResult
  package func stop(grace: Duration) async -> Int {
    try? await listener.close().get()
    // Clients that are busy ask again within this time, and hear that they should go; half of the time is left to answer.
    connections.say(.draining(patience: min(.seconds(1), TimeAmount(grace / 2))))
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await connections.waitUntilEmpty() }
      group.addTask { try? await Task.sleep(for: grace) }
      await group.next()
      group.cancelAll()
    }
    let cutOff = connections.closeAll()
    await connections.waitUntilEmpty()
    return cutOff
  }

  private static func bootstrap(
    _ configuration: ServerConfiguration, on group: MultiThreadedEventLoopGroup, slot: ResponderSlot,
    connections: OpenConnections
  ) async -> ServerBootstrap {
    var states: [ObjectIdentifier: NIOLoopBound<LoopState>] = [:]
    for loop in group.makeIterator() {
      states[ObjectIdentifier(loop)] = try? await loop.submit { NIOLoopBound(LoopState(), eventLoop: loop) }.get()
    }
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      // A second read would mostly find nothing; what it would have found wakes the loop again.
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { [states] channel in
        channel.eventLoop.makeCompletedFuture {
          let loop = states[ObjectIdentifier(channel.eventLoop)]?.value ?? LoopState()
          let admission = connections.admit(channel)
          // The bootstrap closes a connection whose initialiser throws.
          if admission == .dropped { throw HTTPFault.tooManyConnections }
          let handler = HTTPExchangeHandler(
            configuration, slot: slot, loop: loop,
            refusal: admission == .served ? nil : .tooManyConnections)
          try channel.pipeline.syncOperations.addHTTP(handler, configuration)
          let farewell = connections.farewell
          if farewell != .none { channel.pipeline.fireUserInboundEventTriggered(FarewellEvent(farewell: farewell)) }
        }
      }
  }

  /// Binds the configured host, or every address: IPv6 and IPv4 in one socket, IPv4 alone where there is no IPv6.
  private static func bind(
    _ bootstrap: ServerBootstrap, _ configuration: ServerConfiguration
  ) async throws(BindError) -> any Channel {
    let host = configuration.host ?? "::"
    do {
      return try await bootstrap.bind(host: host, port: configuration.port).get()
    } catch {
      let fault = BindError(error)
      guard configuration.host == nil, fault != .addressInUse else { throw fault }
    }
    do {
      return try await bootstrap.bind(host: "0.0.0.0", port: configuration.port).get()
    } catch {
      throw BindError(error)
    }
  }
}
