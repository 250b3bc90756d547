/// Why the server, and not a handler, has to answer.
package enum HTTPFault: Error, Sendable, Equatable {
  /// The bytes are not HTTP/1.1; the text says what is wrong, in words that may be shown to the client.
  case malformed(String)
  /// The request line, the header section or the number of fields is over its limit.
  case headTooLarge(String)
  /// The content is longer than the limit, in bytes.
  case bodyTooLarge(limit: Int)
  /// The client took too long to send its request.
  case requestTimeout
  /// `Expect` asks for something other than `100-continue`.
  case expectationFailed
  /// A transfer coding other than `chunked`.
  case unsupportedTransferCoding
  /// Not HTTP/1.x.
  case unsupportedVersion
  /// A handler's pending work did not finish in time; it has been cancelled.
  case handlerTimeout
  /// The server has as many connections as it may have.
  case tooManyConnections
}

extension HTTPFault {
  /// The status that RFC 9110 (or RFC 6585 for 431) has for this fault.
  package var status: HTTPStatus {
    switch self {
    case .malformed: .badRequest
    case .headTooLarge: .headerFieldsTooLarge
    case .bodyTooLarge: .contentTooLarge
    case .requestTimeout: .requestTimeout
    case .expectationFailed: .expectationFailed
    case .unsupportedTransferCoding: .notImplemented
    case .unsupportedVersion: .versionNotSupported
    case .handlerTimeout, .tooManyConnections: .serviceUnavailable
    }
  }

  /// Whether the connection has to end: only a handler's slowness leaves the framing intact.
  package var endsConnection: Bool {
    self != .handlerTimeout
  }
}
