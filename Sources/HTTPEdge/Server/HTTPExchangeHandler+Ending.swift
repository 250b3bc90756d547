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
    if inputHasEnded {
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

  /// Closes both sides when nothing is left to send; a plain close would drop it.
  private func closeOnceSent(_ context: ChannelHandlerContext) {
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
  }

  /// Waits a moment for the client to end its side.
  func linger(_ context: ChannelHandlerContext) {
    phase = .lingering
    arm(context.eventLoop.now + Self.lingerTime, context)
  }

  /// Sends the first bytes of what has been written, and resets the connection.
  func abort(after length: Int, _ context: ChannelHandlerContext) {
    phase = .concluding
    outbound.truncate(to: length)
    flush(context)
    _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(Glibc.linger(l_onoff: 1, l_linger: 0))
    context.close(promise: nil)
  }
}
