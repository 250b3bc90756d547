import Glibc
import Identifiers
import NIOCore

/// Speaks HTTP/1.1 on one connection: requests out of bytes, one exchange at a time, responses into bytes.
///
/// A pipelined request waits until the response before it is complete, so replies never overtake one another; while a reply is
/// pending the connection reads on only up to one head's worth of bytes, and none at all while the client does not take its responses.
final class HTTPExchangeHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum Phase {
    /// Between requests, or in the middle of one.
    case receiving
    /// A handler works on the reply.
    case responding(PendingReply)
    /// The last response has been written; what still arrives is thrown away until the client closes.
    case lingering
    case closed
  }

  /// How long a connection may linger after its last response, so that the client reads it before the system resets the connection.
  private static let lingerTime = TimeAmount.seconds(1)
  /// How long an idle connection is left open when the server drains: a request may already be on its way.
  private static let drainGrace = TimeAmount.milliseconds(200)

  private let limits: ServerLimits
  private let responder: any Responder
  private let requestIDField: HeaderName?
  private let writer: ResponseWriter
  private let loop: LoopState
  /// A fault that ends the connection as soon as it opens.
  private let refusal: HTTPFault?

  private var reader: RequestReader
  private var phase = Phase.receiving
  private var exchange: Exchange
  private var inbound = ByteBuffer()
  private var outbound = ByteBuffer()
  private var timer = LazyTimer()
  private var isReceivingSince: NIODeadline?
  private var inputHasEnded = false
  private var isDraining = false
  private var isReadHeld = false

  init(
    _ configuration: ServerConfiguration, responder: any Responder, loop: LoopState, refusal: HTTPFault? = nil
  ) {
    limits = configuration.limits
    requestIDField = configuration.requestIDField
    writer = ResponseWriter(requestIDField: configuration.requestIDField)
    reader = RequestReader(limits: configuration.limits)
    self.responder = responder
    self.loop = loop
    self.refusal = refusal
    exchange = .refused(.generated(loop.random.nextUUID()), isHead: false)
  }

  // MARK: Channel events

  func channelActive(context: ChannelHandlerContext) {
    if let refusal { refuse(refusal, context) }
    updateTimer(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    if case .lingering = phase { return }
    if inbound.readableBytes == 0 { inbound = bytes } else { inbound.writeBuffer(&bytes) }
    serve(context)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    flush(context)
    updateTimer(context)
  }

  func read(context: ChannelHandlerContext) {
    isReadHeld = !mayRead(context)
    if !isReadHeld { context.read() }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    guard context.channel.isWritable else { return }
    resume(context)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case ChannelEvent.inputClosed:
      inputHasEnded = true
      closeIfInputHasEnded(context)
    case is DrainEvent:
      isDraining = true
      updateTimer(context)
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    if case .responding(let pending) = phase { pending.cancel() }
    phase = .closed
    timer.cancel()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A reset or broken pipe: nobody is left to tell.
    context.close(promise: nil)
  }

  // MARK: Requests

  /// Answers what has arrived, as far as replies are ready and the client takes them.
  private func serve(_ context: ChannelHandlerContext) {
    while case .receiving = phase, context.channel.isWritable {
      do throws(HTTPFault) {
        guard let message = try reader.next(from: &inbound) else {
          encourage(context)
          return
        }
        if inbound.readableBytes == 0 { inbound = ByteBuffer() }
        isReceivingSince = nil
        answer(message, context)
      } catch {
        refuse(error, context)
      }
    }
  }

  private func answer(_ message: RequestReader.Message, _ context: ChannelHandlerContext) {
    let adopted = requestIDField.flatMap { message.headers.withValue(of: $0, RequestID.init(adopting:)) } ?? nil
    let id = adopted ?? .generated(loop.random.nextUUID())
    let request = Request(
      method: message.line.method, path: message.line.path, query: message.line.query, headers: message.headers,
      body: message.body, id: id, peer: context.remoteAddress)
    exchange = Exchange(
      id: id, isHead: request.method == .head, isHTTP10: message.line.isHTTP10, keepsAlive: message.keepsAlive)
    switch responder.respond(to: request) {
    case .ready(let response):
      write(response, context)
    case .pending(let work):
      let pending = PendingReply(startedAt: context.eventLoop.now)
      let waiting = NIOLoopBound((self, context, pending), eventLoop: context.eventLoop)
      pending.start(work, on: context.eventLoop) { response in
        let (handler, context, pending) = waiting.value
        handler.complete(pending, with: response, context)
      }
      phase = .responding(pending)
    }
  }

  /// Tells a client that waits for it to send its content, RFC 9110 section 10.1.1.
  private func encourage(_ context: ChannelHandlerContext) {
    guard reader.awaitsContinue else { return }
    reader.awaitsContinue = false
    if inbound.readableBytes == 0 { outbound.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n") }
  }

  private func refuse(_ fault: HTTPFault, _ context: ChannelHandlerContext) {
    exchange = .refused(.generated(loop.random.nextUUID()), isHead: reader.method == .head)
    write(responder.response(to: fault, id: exchange.id), context)
  }

  // MARK: Responses

  private func complete(_ pending: PendingReply, with response: Response, _ context: ChannelHandlerContext) {
    guard case .responding(let current) = phase, current === pending else { return }
    phase = .receiving
    write(response, context)
    resume(context)
  }

  private func write(_ response: Response, _ context: ChannelHandlerContext) {
    let mayStay = exchange.keepsAlive && !response.closesConnection && !isDraining
    let connection: ResponseWriter.ConnectionOption = mayStay ? (exchange.isHTTP10 ? .keepAlive : .persistent) : .close
    writer.write(
      response, id: exchange.id, toHead: exchange.isHead, connection: connection, date: loop.dateLine(), into: &outbound)
    if case .aborted(let length) = response.delivery {
      abort(after: length, context)
    } else if !mayStay {
      linger(context)
    }
  }

  private func flush(_ context: ChannelHandlerContext) {
    guard outbound.readableBytes > 0 else { return }
    context.writeAndFlush(wrapOutboundOut(outbound), promise: nil)
    outbound.clear()
  }

  /// Sends what has been written, ends our side, and waits a moment for the client to end its own.
  private func linger(_ context: ChannelHandlerContext) {
    phase = .lingering
    inbound = ByteBuffer()
    flush(context)
    context.close(mode: .output, promise: nil)
    if inputHasEnded { context.close(promise: nil) }
  }

  /// Sends the start of what has been written and resets the connection.
  private func abort(after length: Int, _ context: ChannelHandlerContext) {
    phase = .lingering
    outbound = outbound.getSlice(at: outbound.readerIndex, length: min(length, outbound.readableBytes)) ?? ByteBuffer()
    flush(context)
    _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(Glibc.linger(l_onoff: 1, l_linger: 0))
    context.close(promise: nil)
  }

  // MARK: Flow control and time

  private func mayRead(_ context: ChannelHandlerContext) -> Bool {
    switch phase {
    case .receiving: context.channel.isWritable
    case .responding: inbound.readableBytes < limits.headBytes
    case .lingering, .closed: true
    }
  }

  /// Goes on after a reply was written or the client took its responses.
  private func resume(_ context: ChannelHandlerContext) {
    serve(context)
    flush(context)
    closeIfInputHasEnded(context)
    updateTimer(context)
    if isReadHeld, mayRead(context) {
      isReadHeld = false
      context.read()
    }
  }

  /// Once the client has ended its side, nothing more can become a request; a pending reply is still delivered.
  private func closeIfInputHasEnded(_ context: ChannelHandlerContext) {
    guard inputHasEnded else { return }
    switch phase {
    case .receiving where context.channel.isWritable, .lingering: context.close(promise: nil)
    case .receiving, .responding, .closed: break
    }
  }

  private func updateTimer(_ context: ChannelHandlerContext) {
    let now = context.eventLoop.now
    switch phase {
    case .closed:
      timer.cancel()
    case .lingering:
      arm(now + Self.lingerTime, context)
    case .responding(let pending):
      arm(pending.startedAt + limits.handlerTimeout, context)
    case .receiving where reader.isMidMessage:
      let start = isReceivingSince ?? now
      isReceivingSince = start
      arm(start + limits.requestReadTimeout, context)
    case .receiving:
      arm(now + (isDraining ? Self.drainGrace : limits.idleTimeout), context)
    }
  }

  private func arm(_ deadline: NIODeadline, _ context: ChannelHandlerContext) {
    timer.set(deadline, on: context.eventLoop) { [self] in timerFired(context) }
  }

  private func timerFired(_ context: ChannelHandlerContext) {
    guard timer.hasExpired(now: context.eventLoop.now) else {
      if let deadline = timer.pending { arm(deadline, context) }
      return
    }
    switch phase {
    case .closed: break
    case .lingering: context.close(promise: nil)
    case .responding(let pending):
      pending.cancel()
      complete(pending, with: responder.response(to: .handlerTimeout, id: exchange.id), context)
    case .receiving where reader.isMidMessage && context.channel.isWritable:
      refuse(.requestTimeout, context)
      updateTimer(context)
    case .receiving: context.close(promise: nil)
    }
  }
}
