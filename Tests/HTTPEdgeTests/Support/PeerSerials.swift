import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import TLSTestSupport

/// Which certificate a server shows, by its serial number.
enum PeerSerials {
  static let server = serial(of: ServerCertificates.server)
  static let renewed = serial(of: ServerCertificates.renewed)

  /// Connects, agrees on TLS, looks at the certificate, and leaves.
  static func of(port: Int) async throws -> [UInt8]? {
    let context = try TestTLS.client()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          let tls = try NIOSSLClientHandler(context: context, serverHostname: nil)
          let handshake = HandshakeWaiter(channel.eventLoop.makePromise())
          try channel.pipeline.syncOperations.addHandlers([tls, handshake])
          return (channel, handshake.promise.futureResult)
        }
      }
    try await channel.1.get()
    let certificate = try await channel.0.nioSSL_peerCertificate().get()
    try? await channel.0.close()
    return certificate?.serialNumber
  }

  private static func serial(of path: String) -> [UInt8]? {
    try? NIOSSLCertificate.fromPEMFile(path).first?.serialNumber
  }
}

/// Waits until TLS is agreed upon.
private final class HandshakeWaiter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  let promise: EventLoopPromise<Void>

  init(_ promise: EventLoopPromise<Void>) {
    self.promise = promise
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case TLSUserEvent.handshakeCompleted = event { promise.succeed() }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.fail(error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    promise.fail(ChannelError.eof)
  }
}
