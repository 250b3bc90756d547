package import Identifiers
package import NIOCore

/// One request, complete: the value that walks from the wire through middleware and router to a handler.
package struct Request: Sendable {
  package var method: HTTPMethod
  /// The path as it was sent, without the query: never decoded, never normalised.
  package var path: String
  /// What followed the first `?` of the target, undecoded; nil when there was none.
  package var query: String?
  package var headers: RequestHeaders
  /// The content, or empty when the server was told to discard it (see ``ServerLimits/keepsBodies``).
  package var body: ByteBuffer
  package var id: RequestID
  /// The peer of the connection; nil for unnamed sockets.
  package var peer: SocketAddress?
  /// Whether the peer has proved by a certificate who it is.
  package var hasVerifiedPeer = false
  /// Where the exchange belongs in a distributed trace, as the server's observer says; nil where nobody traces.
  package var trace: TraceContext?

  package init(
    method: HTTPMethod, path: String, query: String? = nil, headers: RequestHeaders,
    body: ByteBuffer = ByteBuffer(), id: RequestID, peer: SocketAddress? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.id = id
    self.peer = peer
  }

  /// The target in origin form: the path, and the query when there is one.
  package var target: String {
    query.map { "\(path)?\($0)" } ?? path
  }
}
