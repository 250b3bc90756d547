import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server that answers each request with the bytes that a script gives, and remembers what it was asked.
///
/// A request counts when its body is complete.
final class ScriptedServer: Sendable {
  /// What the server does when a request is complete.
  enum Turn: Sendable {
    case answer([UInt8])
    /// Answers and closes, whether or not the answer was complete.
    case answerAndClose([UInt8])
    /// Answers as soon as the test says so.
    case answerWhen(Gate, [UInt8])
    case close
    case reset
    /// Does nothing, for ever.
    case hang
    /// Answers in part and then does nothing, for ever.
    case answerAndHang([UInt8])
  }

  typealias Script = @Sendable (_ request: RequestHead, _ number: Int) -> Turn

  /// What happened, in order; a test waits for it instead of sleeping.
  enum Event: Sendable {
    case request
    case disconnection
  }

  /// A loopback address of its own: no client of another test that still knocks somewhere can find it.
  let host: String
  let port: Int
  /// The name to be used in URLs: the address, unless TLS asks for a name.
  let name: String
  let isSecure: Bool
  private let channel: any Channel
  private let events: AsyncStream<Event>
  private let log: ServerLog

  /// How a server shows who it is, and whom it talks to.
  struct TLS: Sendable {
    let context: NIOSSLContext
    /// The name in the certificate; nil for the address.
    var name: String?
  }

  init(tls: TLS? = nil, _ script: @escaping Script) async throws {
    let (events, continuation) = AsyncStream<Event>.makeStream()
    let log = ServerLog(script: script, events: continuation)
    self.events = events
    self.log = log
    isSecure = tls != nil
    host =
      switch tls {
      case nil: "127.\(Int.random(in: 1...254)).\(Int.random(in: 1...254)).\(Int.random(in: 1...254))"
      case let tls? where tls.name == nil: TLS.address
      // What `localhost` leads to.
      case _?: "127.0.0.1"
      }
    name = tls?.name ?? host
    channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls.context)) }
          try channel.pipeline.syncOperations.addHandler(ScriptedHandler(log: log))
        }
      }
      .bind(host: host, port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  /// The requests so far.
  var requests: [RequestHead] { log.requests }

  /// The number of connections so far.
  var connectionCount: Int { log.connectionCount }

  /// Waits until something has happened that was not waited for yet.
  func next(_ event: Event) async {
    for await happened in events where happened == event { return }
  }

  /// Stops listening.
  func close() async throws {
    try await channel.close()
  }
}

/// What the connections of one server share.
private final class ServerLog: Sendable {
  private let script: ScriptedServer.Script
  private let events: AsyncStream<ScriptedServer.Event>.Continuation
  private let state = Mutex<(requests: [RequestHead], connectionCount: Int)>(([], 0))

  init(script: @escaping ScriptedServer.Script, events: AsyncStream<ScriptedServer.Event>.Continuation) {
    self.script = script
    self.events = events
  }

  var requests: [RequestHead] { state.withLock { $0.requests } }
  var connectionCount: Int { state.withLock { $0.connectionCount } }

  func connected() {
    state.withLock { $0.connectionCount += 1 }
  }

  func turn(for request: RequestHead) -> ScriptedServer.Turn {
    let number = state.withLock { state in
      state.requests.append(request)
      return state.requests.count
    }
    events.yield(.request)
    return script(request, number)
  }

  func disconnected() {
    events.yield(.disconnection)
  }
}

/// One connection: collects a request's head and does what the script says.
private final class ScriptedHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How a TLS client begins; it gets the answer of a server that knows none (RFC 8446 section 5.1).
  private static let tlsHandshake: [UInt8] = [22, 3]

  private let log: ServerLog
  private var received = ""

  init(log: ServerLog) {
    self.log = log
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    guard !bytes.readableBytesView.starts(with: Self.tlsHandshake) else {
      write(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), context)
      return context.close(promise: nil)
    }
    received += String(buffer: bytes)
    guard let request = RequestHead(received) else { return }
    received = ""
    switch log.turn(for: request) {
    case .answer(let bytes), .answerAndHang(let bytes): write(bytes, context)
    case .answerWhen(let gate, let bytes):
      let channel = context.channel
      gate.whenOpen { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }
    case .answerAndClose(let bytes):
      write(bytes, context)
      context.close(promise: nil)
    case .close: context.close(promise: nil)
    case .reset:
      // A close without a linger drops what is in flight and tells the peer so.
      _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
      context.close(promise: nil)
    case .hang: break
    }
  }

  func channelActive(context: ChannelHandlerContext) {
    log.connected()
  }

  func channelInactive(context: ChannelHandlerContext) {
    log.disconnected()
  }

  private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
  }
}
