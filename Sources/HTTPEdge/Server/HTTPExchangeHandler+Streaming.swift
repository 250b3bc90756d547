import NIOCore

/// Responses that go on: from their head to their end, which may be the client's, ours or the server's.
extension HTTPExchangeHandler {
  /// Sends the head, and then content as it comes.
  func stream(
    _ streamed: StreamedResponse, to request: Request, since start: NIODeadline, _ context: ChannelHandlerContext
  ) {
    let isChunked = !exchange.isHTTP10
    if !isChunked { exchange.keepsAlive = false }
    let hasContent = !exchange.isHead && streamed.head.status.allowsContent
    if streamed.head.closesConnection { exchange.keepsAlive = false }
    writer.write(
      streamed.head, id: exchange.id, toHead: true, framing: isChunked ? .chunked : .untilClose,
      connection: connectionOption, date: loop.dateLine(), into: &outbound.bytes)
    let stream = OutgoingStream(
      to: request, startedAt: start, status: streamed.head.status.code, isChunked: isChunked && hasContent)
    phase = .streaming(stream)
    // A server that is about to go has nothing to tell any more.
    guard hasContent, farewell == .none else { return end(stream, context) }
    let waiting = NIOLoopBound((self, context, stream), eventLoop: context.eventLoop)
    stream.start(
      streamed.content, on: context.eventLoop,
      send: { piece, turn in
        let (handler, context, stream) = waiting.value
        handler.send(piece, of: stream, turn, context)
      },
      end: {
        let (handler, context, stream) = waiting.value
        guard handler.isCurrent(stream) else { return }
        handler.end(stream, context)
        handler.resume(context)
      })
  }

  /// What the response says about the connection.
  var connectionOption: ResponseWriter.ConnectionOption {
    mayStay ? (exchange.isHTTP10 ? .keepAlive : .persistent) : .close
  }

  /// Whether the connection may stay open after this response.
  var mayStay: Bool { exchange.keepsAlive && farewell == .none }

  private func isCurrent(_ stream: OutgoingStream) -> Bool {
    if case .streaming(let current) = phase { current === stream } else { false }
  }

  private func send(
    _ piece: [UInt8], of stream: OutgoingStream, _ turn: OutgoingStream.Turn, _ context: ChannelHandlerContext
  ) {
    guard isCurrent(stream) else { return turn.resume(returning: false) }
    stream.write(piece, into: &outbound.bytes)
    // Before the bytes are sent, which may end the stream.
    stream.wait(turn)
    flush(context)
    guard isCurrent(stream) else { return }
    if context.channel.isWritable { stream.proceed() }
    awaitProgress(of: stream, context)
  }

  /// Completes the response; whoever goes on with the connection afterwards is the caller.
  private func end(_ stream: OutgoingStream, _ context: ChannelHandlerContext) {
    stream.cancel()
    stream.writeEnd(into: &outbound.bytes)
    timer.cancel()
    phase = .receiving
    tell(of: stream, context)
    if !mayStay { conclude(context) }
  }

  /// Ends the stream in the middle, since the client or the server is about to go.
  ///
  /// A client that is behind is cut off: it must not hold the end up, and what it has missed was for the moment only.
  func endEarly(_ context: ChannelHandlerContext) {
    guard case .streaming(let stream) = phase else { return }
    if Self.unsentBytes(context) > 0 { return context.close(promise: nil) }
    exchange.keepsAlive = false
    end(stream, context)
  }

  /// Forgets the stream, since there is no connection any more.
  func abandon(_ stream: OutgoingStream, _ context: ChannelHandlerContext) {
    stream.cancel()
    tell(of: stream, context)
  }

  private func tell(of stream: OutgoingStream, _ context: ChannelHandlerContext) {
    observer?.ended(
      stream.request,
      ExchangeOutcome(
        status: stream.status, bodyBytes: stream.contentBytes, duration: context.eventLoop.now - stream.startedAt))
  }

  /// Waits for the client to take some of what the channel has to send, if there is something.
  func awaitProgress(of stream: OutgoingStream, _ context: ChannelHandlerContext) {
    if stream.hasProgressed(unsent: Self.unsentBytes(context)) { moveDeadline(of: stream, context) }
  }

  /// The client has taken nothing for as long as it may, or had nothing to take.
  func progressIsDue(of stream: OutgoingStream, _ context: ChannelHandlerContext) {
    guard stream.hasProgressed(unsent: Self.unsentBytes(context)) else { return context.close(promise: nil) }
    moveDeadline(of: stream, context)
  }

  private func moveDeadline(of stream: OutgoingStream, _ context: ChannelHandlerContext) {
    if stream.takenBytes == nil {
      timer.cancel()
    } else {
      arm(context.eventLoop.now + limits.idleTimeout, context)
    }
  }
}
