import Glibc
import NIOCore
import NIOSSL
import NIOTLS

/// Keeps a connection from HTTP until TLS is agreed upon, and a client from taking too long over it.
///
/// For the handler of HTTP the connection opens when the handshake is complete: it never sees a client that it cannot answer.
final class TLSHandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let tls: NIOSSLServerHandler
  private let http: HTTPExchangeHandler
  private let timeout: TimeAmount
  private let onOutcome: (@Sendable (TLSHandshakeOutcome) -> Void)?
  private let wallClock: () -> time_t
  private var deadline: Scheduled<Void>?
  private var farewell = Farewell.none
  private var isDecided = false

  /// Makes the handler of one connection.
  ///
  /// - Parameters:
  ///   - tls: the handler before this one.
  ///   - http: takes the place of this one.
  ///   - timeout: from the opening of the connection to the end of the handshake.
  ///   - onOutcome: is told once.
  ///   - wallClock: seconds since 1970.
  init(
    _ tls: NIOSSLServerHandler, before http: HTTPExchangeHandler, timeout: TimeAmount,
    wallClock: @escaping () -> time_t = { time(nil) }, onOutcome: (@Sendable (TLSHandshakeOutcome) -> Void)?
  ) {
    self.tls = tls
    self.http = http
    self.timeout = timeout
    self.wallClock = wallClock
    self.onOutcome = onOutcome
  }

  func channelActive(context: ChannelHandlerContext) {
    arm(timeout, context)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case TLSUserEvent.handshakeCompleted:
      complete(context)
    case let event as FarewellEvent:
      farewell.advance(to: event.farewell)
      // Without a request that could get lost, there is no more time than for an idle connection.
      if case .draining(let patience) = farewell { arm(min(patience, timeout), context) }
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    decide(TLSHandshakeOutcome(error))
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    decide(.abandoned)
    context.fireChannelInactive()
  }

  private func complete(_ context: ChannelHandlerContext) {
    let certificate = tls.peerCertificate
    // A session that is resumed brings the certificate of long ago, which nobody has looked at since.
    if let certificate, !certificate.isInForce(at: wallClock()) {
      decide(.failed(reason: "the certificate of the client has expired"))
      context.close(promise: nil)
      return
    }
    decide(.completed)
    http.peerCertificate = certificate == nil ? .none : .verified
    do {
      try context.pipeline.syncOperations.addHandler(http, position: .after(self))
    } catch {
      context.close(promise: nil)
      return
    }
    context.fireChannelActive()
    if farewell != .none { context.fireUserInboundEventTriggered(FarewellEvent(farewell: farewell)) }
    context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
  }

  private func decide(_ outcome: TLSHandshakeOutcome) {
    deadline?.cancel()
    deadline = nil
    guard !isDecided else { return }
    isDecided = true
    onOutcome?(outcome)
  }

  /// Ends the connection after some time, unless the handshake is complete by then.
  private func arm(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [self] in
      decide(.timedOut)
      context.close(promise: nil)
    }
  }
}

extension NIOSSLCertificate {
  /// Whether a point in time, in seconds since 1970, lies within the validity.
  fileprivate func isInForce(at time: time_t) -> Bool { (notValidBefore...max(notValidBefore, notValidAfter)) ~= time }
}
