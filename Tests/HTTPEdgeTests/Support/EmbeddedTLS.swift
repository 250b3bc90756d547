import NIOCore
import NIOEmbedded
import NIOSSL
import Synchronization

@testable import HTTPEdge

/// Both ends of one connection in memory, on loops whose time stands still until the test moves it.
final class EmbeddedTLS {
  let server = EmbeddedChannel()
  let client = EmbeddedChannel()
  private let log = Log()

  private final class Log: Sendable {
    let outcomes = Mutex<[TLSHandshakeOutcome]>([])
  }

  /// Opens a connection; nothing is said yet.
  ///
  /// - Parameters:
  ///   - clientTLS: nil for a client that says nothing.
  ///   - time: what the clock of the server shows, in seconds since 1970.
  init(
    _ clientTLS: NIOSSLContext?, clients: ServerTLS.ClientCertificates = .none, at time: Int = 1_800_000_000
  ) throws {
    let slot = try TLSContextSlot(try TestTLS.server(clients: clients))
    var configuration = ServerConfiguration(port: 0)
    configuration.tls = slot
    let tls = NIOSSLServerHandler(context: slot.context)
    let handshake = TLSHandshakeHandler(
      tls, before: HTTPExchangeHandler(configuration, slot: ResponderSlot(EchoResponder()), loop: LoopState()),
      timeout: configuration.limits.requestReadTimeout, wallClock: { time }
    ) { [log] outcome in log.outcomes.withLock { $0.append(outcome) } }
    try server.pipeline.syncOperations.addHandlers([tls, handshake])
    if let clientTLS {
      try client.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: clientTLS, serverHostname: nil))
    }
    let address = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
    server.connect(to: address, promise: nil)
    client.connect(to: address, promise: nil)
  }

  /// What the server says has become of the handshake.
  var outcomes: [TLSHandshakeOutcome] { log.outcomes.withLock { $0 } }

  /// Carries bytes until nobody has any.
  func talk() throws {
    while true {
      let sent = try client.readOutbound(as: ByteBuffer.self)
      let answered = try server.readOutbound(as: ByteBuffer.self)
      if sent == nil, answered == nil { return }
      // Whoever does not like what it gets closes the connection.
      if let sent { _ = try? server.writeInbound(sent) }
      if let answered { _ = try? client.writeInbound(answered) }
      server.embeddedEventLoop.run()
    }
  }

  /// Moves the time of the server.
  func advance(by time: TimeAmount) {
    server.embeddedEventLoop.advanceTime(by: time)
  }

  func say(_ farewell: Farewell) {
    server.pipeline.fireUserInboundEventTriggered(FarewellEvent(farewell: farewell))
  }
}
