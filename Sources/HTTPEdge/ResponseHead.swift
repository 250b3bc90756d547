/// The part of a response that does not depend on the request, rendered once: status line and constant header lines.
///
/// Keep one per route and outcome. Per request, the server adds only the request id, the date, the length and what a handler put
/// into ``Response/fields``.
package struct ResponseHead: Sendable {
  package let status: HTTPStatus
  /// Status line and constant lines, without the empty line that ends a head.
  package let rendered: [UInt8]
  /// Whether the server adds the request id (under the name given in ``ServerConfiguration/requestIDField``).
  package let carriesRequestID: Bool

  package init(_ status: HTTPStatus, fields: HeaderBlock, carriesRequestID: Bool = true) {
    self.status = status
    self.rendered = Array("HTTP/1.1 \(status.code) \(status.reason)\r\n".utf8) + fields.bytes
    self.carriesRequestID = carriesRequestID
  }
}
