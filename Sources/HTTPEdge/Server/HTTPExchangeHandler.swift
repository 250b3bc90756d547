import Identifiers
import NIOCore
import NIOSSL

/// Speaks HTTP/1.1 on one connection: requests out of bytes, one exchange at a time, responses into bytes.
///
/// A pipelined request waits until the response before it is complete, so replies never overtake one another; while a reply is
/// pending or goes on the connection reads on only up to one head's worth of bytes, and none at all while the client does not take its responses.
///
/// Writing may call back into the handler (the channel becomes writable again, or turns out to be dead), so whoever has
/// written looks at `phase` again before going on.
final class HTTPExchangeHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  enum Phase {
    /// Between requests, or in the middle of one.
    case receiving
    /// A handler works on the reply.
    case responding(PendingReply)
    /// A response goes on and on.
    case streaming(OutgoingStream)
    /// The last response is on its way to the client; what still arrives is thrown away.
    case concluding
    /// The last response has left and our side is closed; what arrives until the client closes its own is thrown away.
    case lingering
    case closed
  }

  let limits: ServerLimits
  let slot: ResponderSlot
  let requestIDField: HeaderName?
  let writer: ResponseWriter
  let observer: (any ExchangeObserver)?
  let loop: LoopState
  /// A fault that ends the connection as soon as it opens.
  private let refusal: HTTPFault?
  /// Whether TLS lies below: what closes a connection is then said to the client first, and may take a moment.
  let isSecure: Bool
  var peerCertificate = PeerCertificate.none

  var reader: RequestReader
  var phase = Phase.receiving
  var exchange: Exchange
  var inbound = ByteBuffer()
  var outbound = OutboundBytes()
  var timer = LazyTimer()
  /// When the request that is arriving began to; nil between requests.
  var isReceivingSince: NIODeadline?
  /// What the channel still had to send when the deadline was last moved; less of it, but not nothing, is progress.
  var unsentBytes = Int.max
  var inputHasEnded = false
  var farewell = Farewell.none
  private var isReadHeld = false

  init(
    _ configuration: ServerConfiguration, slot: ResponderSlot, loop: LoopState, refusal: HTTPFault? = nil
  ) {
    limits = configuration.limits
    requestIDField = configuration.requestIDField
    observer = configuration.observer
    writer = ResponseWriter(requestIDField: configuration.requestIDField)
    reader = RequestReader(limits: configuration.limits)
    self.slot = slot
    self.loop = loop
    self.refusal = refusal
    isSecure = configuration.tls != nil
    exchange = .refused(.generated(loop.random.nextUUID()), isHead: false)
  }

  func channelActive(context: ChannelHandlerContext) {
    if let refusal { refuse(refusal, context) }
    updateTimer(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch phase {
    case .receiving, .responding, .streaming:
      inbound.receive(unwrapInboundIn(data))
      serve(context)
    case .concluding, .lingering, .closed:
      break
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    flush(context)
    updateTimer(context)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    guard context.channel.isWritable else { return }
    if case .streaming(let stream) = phase { stream.proceed() }
    resume(context)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case ChannelEvent.inputClosed:
      inputHasEnded = true
      // Who streams sees a client that has left as one that has ended its side.
      endEarly(context)
      concludeIfInputHasEnded(context)
    case ChannelEvent.outputClosed:
      if case .concluding = phase { linger(context) }
    case let event as FarewellEvent:
      farewell.advance(to: event.farewell)
      endEarly(context)
      updateTimer(context)
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    abandon(context)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A reset or broken pipe: nobody is left to tell.
    abandon(context)
    if case NIOSSLError.uncleanShutdown = error {
      // The client has ended its side without a word of TLS, and would not answer ours.
      context.close(mode: .output, promise: nil)
    } else {
      context.close(promise: nil)
    }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if mode == .all { abandon(context) }
    context.close(mode: mode, promise: promise)
  }
}

// MARK: Flow control

extension HTTPExchangeHandler {
  func read(context: ChannelHandlerContext) {
    isReadHeld = !mayRead(context)
    if !isReadHeld { context.read() }
  }

  /// Goes on after a reply was written or the client took its responses.
  func resume(_ context: ChannelHandlerContext) {
    serve(context)
    flush(context)
    concludeIfInputHasEnded(context)
    updateTimer(context)
    if isReadHeld, mayRead(context) {
      isReadHeld = false
      context.read()
    }
  }

  private func mayRead(_ context: ChannelHandlerContext) -> Bool {
    switch phase {
    case .receiving: context.channel.isWritable
    case .responding, .streaming: inbound.readableBytes < limits.headBytes
    case .concluding, .lingering, .closed: true
    }
  }
}
