package import HTTPEdge
package import NIOCore

/// What a gateway sends its requests to.
package protocol Upstream: Sendable {
  /// Carries out one exchange, content and all.
  func answer(_ request: UpstreamRequest) async throws(UpstreamFailure) -> UpstreamResponse
}

/// What reaches the upstream, in wire order.
package struct UpstreamRequest: Sendable {
  package var method: HTTPMethod
  /// Path and query.
  package var target: String
  package var headers: HeaderLines
  package var body: ByteBuffer
}

/// What the upstream said, in wire order.
package struct UpstreamResponse: Sendable {
  package var status: HTTPStatus
  package var headers: HeaderLines
  package var body: [UInt8]

  package init(status: HTTPStatus, headers: HeaderLines, body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Why there is no answer from the upstream.
package enum UpstreamFailure: Error, Equatable {
  /// Refused, reset, or not HTTP.
  case unreachable
  case timeout
}
