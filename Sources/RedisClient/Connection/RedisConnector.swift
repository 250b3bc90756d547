import Glibc
package import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Makes connections: a socket, TLS, and the first words that every server wants to hear.
package struct RedisConnector: Sendable {
  package let group: any EventLoopGroup
  package let access: RedisAccess
  package let limits: RedisLimits

  package init(on group: any EventLoopGroup, access: RedisAccess, limits: RedisLimits = RedisLimits()) {
    self.group = group
    self.access = access
    self.limits = limits
  }

  /// Connects to a server and enters it.
  ///
  /// - Parameters:
  ///   - role: what the server must be.
  ///   - onPush: hears what the server says unasked.
  /// - Throws: ``RedisFailure/unreachable(_:)``, or what the server said to our first words.
  package func connect(
    to address: RedisAddress, as role: RedisNode.Role = .any, onPush: (@Sendable ([RESPValue]) -> Void)? = nil
  ) async throws(RedisFailure) -> RedisConnection {
    let deadline = ContinuousClock.now + limits.connectTimeout
    let link = try await open(address, onPush)
    do throws(RedisFailure) {
      let handshake = RedisHandshake(link: link, access: access, deadline: deadline)
      let server = try await handshake.run()
      try await handshake.settle(role)
      return RedisConnection(link, to: address, server: server)
    } catch {
      link.channel.close(promise: nil)
      throw error
    }
  }

  private func open(
    _ address: RedisAddress, _ onPush: (@Sendable ([RESPValue]) -> Void)?
  ) async throws(RedisFailure) -> RedisLink {
    let bootstrap = ClientBootstrap(group: group)
      .connectTimeout(TimeAmount(limits.connectTimeout))
      .channelOption(ChannelOptions.socketOption(.so_keepalive), value: 1)
    // By what an attempt is given up that is still under way.
    let attempt = Mutex<(any Channel)?>(nil)
    let initialize: @Sendable (any Channel) -> EventLoopFuture<RedisLink> = { channel in
      attempt.withLock { $0 = channel }
      return channel.eventLoop.makeCompletedFuture { try link(to: address, on: channel, onPush) }
    }
    do {
      return try await withTaskCancellationHandler {
        switch address {
        case .tcp(let host, let port):
          try await bootstrap.connect(host: host, port: port, channelInitializer: initialize)
        case .unix(let path):
          try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: initialize)
        }
      } onCancel: {
        attempt.withLock { $0 }?.close(promise: nil)
      }
    } catch {
      throw Task.isCancelled ? .cancelled : .unreachable(RedisConnector.reason(error))
    }
  }

  /// Fits out a channel.
  private func link(
    to address: RedisAddress, on channel: any Channel, _ onPush: (@Sendable ([RESPValue]) -> Void)?
  ) throws -> RedisLink {
    if let tls = access.tls { try channel.pipeline.syncOperations.addHandler(tls.handler(for: address)) }
    let handler = RedisChannelHandler(silenceLimit: TimeAmount(limits.silence))
    handler.onPush = onPush
    let link = RedisLink(handler, on: channel, limit: limits.commandsInFlight)
    try channel.pipeline.syncOperations.addHandler(handler)
    return link
  }

  /// What stood in the way, in fixed words.
  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as IOError: String(cString: strerror(error.errnoCode))
    case let error as NIOConnectionError:
      if let first = error.connectionErrors.first { reason(first.error) } else { "no such host" }
    case ChannelError.connectTimeout: "no answer in time"
    case is NIOSSLError, is NIOSSLExtraError: "TLS failed"
    default: "\(type(of: error))"
    }
  }
}

extension RedisTLS {
  /// The handler for a connection to an address; IP addresses are not announced, and are checked as what they are.
  fileprivate func handler(for address: RedisAddress) throws -> NIOSSLClientHandler {
    var name = serverName
    if name == nil, case .tcp(let host, _) = address, (try? SocketAddress(ipAddress: host, port: 0)) == nil {
      name = host
    }
    return try NIOSSLClientHandler(context: context, serverHostname: name)
  }
}
