import NIOCore
import NIOSSL

extension ChannelPipeline.SynchronousOperations {
  /// Makes a new connection speak HTTP, over TLS where the server has something to show.
  func addHTTP(_ http: HTTPExchangeHandler, _ configuration: ServerConfiguration) throws {
    guard let slot = configuration.tls else { return try addHandler(http) }
    let tls = NIOSSLServerHandler(context: slot.context)
    let handshake = TLSHandshakeHandler(
      tls, before: http, timeout: configuration.limits.requestReadTimeout, onOutcome: configuration.onHandshake)
    try addHandlers([tls, handshake])
  }
}
