package import NIOCore

/// Where a server listens and what it tolerates.
package struct ServerConfiguration: Sendable {
  /// The address to bind, such as `127.0.0.1`; nil listens on every IPv6 and IPv4 address.
  package var host: String?
  /// The TCP port; 0 lets the system choose.
  package var port: Int
  /// The response field that carries the request id; nil for none.
  package var requestIDField: HeaderName?
  package var limits: ServerLimits
  /// What is shown to clients over TLS; nil where HTTP is spoken in the clear.
  package var tls: TLSContextSlot?
  /// Hears of every connection whose handshake has come to an end, on its event loop: it must not wait.
  package var onHandshake: (@Sendable (TLSHandshakeOutcome) -> Void)?
  /// Hears of every exchange; nil for nobody.
  package var observer: (any ExchangeObserver)?

  package init(
    host: String? = nil, port: Int, requestIDField: HeaderName? = "X-Request-Id",
    limits: ServerLimits = ServerLimits()
  ) {
    self.host = host
    self.port = port
    self.requestIDField = requestIDField
    self.limits = limits
  }
}

/// The bounds of one server, each with a clear answer when it is passed.
package struct ServerLimits: Sendable, Equatable {
  /// Bytes of a request line (431).
  package var requestLineBytes = 8 * 1024
  /// Bytes of the whole head, request line included (431).
  package var headBytes = 32 * 1024
  /// Header fields of one request, trailer fields counted apart (431).
  package var headerCount = 100
  /// Bytes of content (413).
  package var bodyBytes = 10 * 1024 * 1024
  /// Whether content is kept in ``Request/body``; otherwise it is read, checked and dropped.
  package var keepsBodies = false
  /// From the first byte of a request to its last (408); over TLS the handshake has as long as well, from the opening of the
  /// connection (it ends).
  package var requestReadTimeout = TimeAmount.seconds(10)
  /// Without a byte in either direction between requests, or without progress in writing (the connection ends).
  package var idleTimeout = TimeAmount.seconds(30)
  /// For a handler's pending work (503).
  package var handlerTimeout = TimeAmount.seconds(30)
  /// Open connections (503, and the connection ends); fewer when the process may not open as many files.
  package var connections = 10_000

  package init() {}
}
