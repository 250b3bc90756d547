import Identifiers
import NIOCore

/// From a request to its response.
extension HTTPExchangeHandler {
  /// Answers what has arrived, as far as replies are ready and the client takes them.
  func serve(_ context: ChannelHandlerContext) {
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
      if outbound.isFull { flush(context) }
    }
  }

  private func answer(_ message: RequestReader.Message, _ context: ChannelHandlerContext) {
    var request = makeRequest(message.line, message.headers, message.body, context)
    exchange = Exchange(
      id: request.id, isHead: request.method == .head, isHTTP10: message.line.isHTTP10, keepsAlive: message.keepsAlive)
    let start = context.eventLoop.now
    observer?.began(&request)
    switch loop.responder(in: slot).respond(to: request) {
    case .ready(let response):
      write(response, context)
      if let observer { observer.ended(request, outcome(response, since: start, context)) }
    case .pending(let work):
      let pending = PendingReply(to: request, startedAt: start)
      let waiting = NIOLoopBound((self, context, pending), eventLoop: context.eventLoop)
      pending.start(work, on: context.eventLoop) { response in
        let (handler, context, pending) = waiting.value
        handler.complete(pending, with: response, context)
      }
      phase = .responding(pending)
    case .stream(let streamed):
      stream(streamed, to: request, since: start, context)
    }
  }

  /// Gives a request its id: the client's, if it is one, or a new one.
  private func makeRequest(
    _ line: RequestLine, _ headers: RequestHeaders, _ body: ByteBuffer, _ context: ChannelHandlerContext
  ) -> Request {
    let adopted = requestIDField.flatMap { headers.withValue(of: $0, RequestID.init(adopting:)) } ?? nil
    // The channel remembers its peer's address; the context would ask the system for it each time.
    return Request(
      method: line.method, path: line.path, query: line.query, headers: headers, body: body,
      id: adopted ?? .generated(loop.random.nextUUID()), peer: context.channel.remoteAddress,
      peerCertificate: peerCertificate)
  }

  /// Ends the wait for a pending reply; a reply that nobody waits for any more is forgotten.
  func complete(_ pending: PendingReply, with response: Response, _ context: ChannelHandlerContext) {
    guard case .responding(let current) = phase, current === pending else { return }
    phase = .receiving
    write(response, context)
    if let observer { observer.ended(pending.request, outcome(response, since: pending.startedAt, context)) }
    resume(context)
  }

  /// Tells a client that waits for it to send its content, RFC 9110 section 10.1.1.
  private func encourage(_ context: ChannelHandlerContext) {
    guard reader.awaitsContinue else { return }
    reader.awaitsContinue = false
    if inbound.readableBytes == 0 { outbound.bytes.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n") }
  }

  /// Answers what is not a request, or not in time, and ends the connection.
  func refuse(_ fault: HTTPFault, _ context: ChannelHandlerContext) {
    var request: Request?
    let response: Response
    if let head = reader.completeHead {
      let known = makeRequest(head.line, head.headers, ByteBuffer(), context)
      exchange = .refused(known.id, isHead: known.method == .head)
      response = loop.responder(in: slot).response(to: fault, of: known)
      request = known
    } else {
      exchange = .refused(.generated(loop.random.nextUUID()), isHead: reader.method == .head)
      response = loop.responder(in: slot).response(to: fault, id: exchange.id)
      request = nil
    }
    let start = isReceivingSince
    write(response, context)
    if let observer { observer.refused(&request, outcome(response, since: start, context)) }
  }

  /// What became of an exchange; without a response the client has left.
  func outcome(
    _ response: Response?, since start: NIODeadline?, _ context: ChannelHandlerContext
  ) -> ExchangeOutcome {
    ExchangeOutcome(
      status: response?.status.code, bodyBytes: response?.body.count ?? 0,
      duration: start.map { context.eventLoop.now - $0 } ?? .zero)
  }

  private func write(_ response: Response, _ context: ChannelHandlerContext) {
    let mayStay = exchange.keepsAlive && !response.closesConnection && farewell == .none
    let connection: ResponseWriter.ConnectionOption = mayStay ? (exchange.isHTTP10 ? .keepAlive : .persistent) : .close
    let start = outbound.bytes.readableBytes
    writer.write(
      response, id: exchange.id, toHead: exchange.isHead, connection: connection, date: loop.dateLine(),
      into: &outbound.bytes)
    if case .aborted(let length) = response.delivery {
      abort(after: start + length, context)
    } else if !mayStay {
      conclude(context)
    }
  }

  func flush(_ context: ChannelHandlerContext) {
    guard let batch = outbound.take() else { return }
    context.writeAndFlush(wrapOutboundOut(batch), promise: nil)
    outbound.recycle(batch)
  }
}
