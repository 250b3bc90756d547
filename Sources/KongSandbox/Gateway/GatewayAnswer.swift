import HTTPEdge

/// Makes the responses of the proxy, with Kong's header lines in Kong's order.
///
/// `Date`, `Connection` and `Content-Length` are the server's to add.
struct GatewayAnswer {
  /// Fields of an upstream's response that nginx, Kong or our server make anew.
  private static let replaced: Set = [
    "date", "content-length", "connection", "keep-alive", "transfer-encoding", "proxy-connection", "trailer", "upgrade",
    "via", "x-kong-upstream-latency", "x-kong-proxy-latency", "x-kong-request-id",
  ]

  var requestID: String
  var accept: String?
  /// When the request came.
  var start: ContinuousClock.Instant

  /// An error of Kong's own, before any upstream was asked.
  func error(_ status: HTTPStatus, _ message: String, challenge: String? = nil) -> Response {
    let error = GatewayError(message: message, requestID: requestID, form: .init(accept: accept, fallback: .json))
    return own(status, contentType: error.contentType, body: error.body, challenge: challenge)
  }

  /// An error of nginx, after which the connection ends.
  func refusedByServer(_ status: HTTPStatus, _ message: String) -> Response {
    var response = error(status, message)
    response.closesConnection = true
    return response
  }

  /// The answer to a request that a plugin does not let pass.
  func refusal(_ refusal: AuthenticationRefusal) -> Response {
    switch refusal {
    case .negotiated(let message, let challenge):
      error(.unauthorized, message, challenge: challenge)
    case .json(let document, let challenge):
      own(.unauthorized, contentType: "application/json; charset=utf-8", body: document.bytes, challenge: challenge)
    case .unexpected:
      error(.internalServerError, "An unexpected error occurred")
    }
  }

  /// The upstream's response as the client gets it.
  ///
  /// - Parameter isHead: then there is no content, and `Content-Length` tells how long it would be.
  func forwarding(
    _ upstream: UpstreamResponse, isHead: Bool, since upstreamStart: ContinuousClock.Instant
  ) -> Response {
    var fields = HeaderBlock()
    for line in upstream.headers.all where !Self.replaced.contains(line.name.lowercased()) {
      fields.append(line.name, line.value)
    }
    appendLatencies(since: upstreamStart, to: &fields)
    fields.append("Via", (upstream.headers.values("Via") + [KongVersion.via]).joined(separator: ", "))
    fields.append("X-Kong-Request-Id", requestID)
    var body = upstream.body
    if isHead, let length = upstream.headers["Content-Length"].flatMap({ Int($0) }) {
      // The server derives the length from the body and does not send the body itself.
      body = Array(repeating: 0, count: min(max(length, 0), HTTPUpstream.longestBody))
    }
    return Response(ResponseHead(upstream.status, fields: fields, carriesRequestID: false), body: body)
  }

  /// The answer when the upstream has none.
  func upstreamFailure(_ failure: UpstreamFailure, since upstreamStart: ContinuousClock.Instant) -> Response {
    let (status, message) =
      switch failure {
      case .unreachable: (HTTPStatus.badGateway, "An invalid response was received from the upstream server")
      case .timeout: (HTTPStatus(504, "Gateway Timeout"), "The upstream server is timing out")
      }
    let error = GatewayError(message: message, requestID: requestID, form: .init(accept: accept, fallback: .text))
    var fields = HeaderBlock()
    fields.append("Content-Type", error.contentType)
    appendLatencies(since: upstreamStart, to: &fields)
    fields.append("Via", KongVersion.via)
    fields.append("Server", KongVersion.server)
    fields.append("X-Kong-Request-Id", requestID)
    return Response(ResponseHead(status, fields: fields, carriesRequestID: false), body: error.body)
  }

  private func own(_ status: HTTPStatus, contentType: String, body: [UInt8], challenge: String?) -> Response {
    var fields = HeaderBlock()
    fields.append("Content-Type", contentType)
    if let challenge { fields.append("WWW-Authenticate", challenge) }
    fields.append("X-Kong-Response-Latency", "\(start.milliseconds)")
    fields.append("Server", KongVersion.server)
    fields.append("X-Kong-Request-Id", requestID)
    return Response(ResponseHead(status, fields: fields, carriesRequestID: false), body: body)
  }

  private func appendLatencies(since upstreamStart: ContinuousClock.Instant, to fields: inout HeaderBlock) {
    let upstream = upstreamStart.milliseconds
    fields.append("X-Kong-Upstream-Latency", "\(upstream)")
    fields.append("X-Kong-Proxy-Latency", "\(max(0, start.milliseconds - upstream))")
  }
}
