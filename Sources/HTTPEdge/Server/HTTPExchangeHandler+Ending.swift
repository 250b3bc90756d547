import Glibc
import NIOCore

/// How a connection ends without taking its last response with it.
extension HTTPExchangeHandler {
  /// How long a connection may linger after its last response has left: a close with unread input would make the system reset
  /// the connection, and the response could be lost on its way (RFC 9112 section 9.6).
  private static let lingerTime = TimeAmount.seconds(1)

  /// Sends what has been written, and then ends our side.
  func conclude(_ context: ChannelHandlerContext) {
    phase = .concluding
    inbound = ByteBuffer()
    flush(context)
    guard case .concluding = phase else { return }
    awaitProgress(context)
    if inputHasEnded || isSecure {
      closeOnceSent(context)
    } else {
      context.close(mode: .output, promise: nil)
    }
  }

  /// Once the client has ended its side, nothing more can become a request; a pending reply is still delivered.
  ///
  /// A client that is gone altogether looks the same until a response meets a reset.
  func concludeIfInputHasEnded(_ context: ChannelHandlerContext) {
    guard inputHasEnded, case .receiving = phase, context.channel.isWritable else { return }
    conclude(context)
  }

  /// Closes our side when nothing is left to send, and the other one if the client has ended it.
  ///
  /// A plain close would drop what is left, and so would TLS if the client ended its side after we have ended ours.
  private func closeOnceSent(_ context: ChannelHandlerContext) {
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { [self] _ in
      guard isSecure else { return closeSides(context) }
      // The channel is still writing: TLS would say goodbye only after that, which the close would not wait for.
      context.eventLoop.assumeIsolated().execute { [self] in closeSides(context) }
    }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
  }

  private func closeSides(_ context: ChannelHandlerContext) {
    guard case .concluding = phase else { return }
    if inputHasEnded { leave(context) } else { context.close(mode: .output, promise: nil) }
  }

  /// Waits a moment for the client to end its side.
  func linger(_ context: ChannelHandlerContext) {
    phase = .lingering
    arm(context.eventLoop.now + Self.lingerTime, context)
  }

  /// Closes both sides at once; what was still to be said or done is dropped.
  ///
  /// Under TLS the channel goes on until the client has agreed, without us.
  func leave(_ context: ChannelHandlerContext) {
    abandon(context)
    context.close(promise: nil)
  }

  /// Forgets about the client, and the work that is done for it.
  func abandon(_ context: ChannelHandlerContext) {
    switch phase {
    case .responding(let pending):
      pending.cancel()
      if let observer { observer.ended(pending.request, outcome(nil, since: pending.startedAt, context)) }
    case .streaming(let stream): abandon(stream, context)
    case .receiving, .concluding, .lingering, .closed: break
    }
    phase = .closed
    timer.cancel()
  }

  /// Sends the first bytes of what has been written, and resets the connection.
  func abort(after length: Int, _ context: ChannelHandlerContext) {
    phase = .concluding
    outbound.truncate(to: length)
    flush(context)
    _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(Glibc.linger(l_onoff: 1, l_linger: 0))
    leave(context)
  }
}
