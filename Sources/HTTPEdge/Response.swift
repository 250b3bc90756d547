/// One response: a constant head, what this request adds to it, and content.
package struct Response: Sendable {
  /// How much of the response reaches the client; anything but ``whole`` is for emulators that rehearse failures.
  package enum Delivery: Sendable, Equatable {
    case whole
    /// The connection is reset after this many bytes of the response.
    case aborted(afterBytes: Int)
  }

  package var head: ResponseHead
  /// Header lines of this one response, written after the constant ones.
  package var fields: HeaderBlock
  /// The content; a HEAD request gets only its length (RFC 9110 section 8.6).
  package var body: [UInt8]
  /// Whether the connection ends after this response, whatever the client asked for.
  package var closesConnection: Bool
  package var delivery: Delivery

  package init(
    _ head: ResponseHead, fields: HeaderBlock = .empty, body: [UInt8] = [], closesConnection: Bool = false,
    delivery: Delivery = .whole
  ) {
    self.head = head
    self.fields = fields
    self.body = body
    self.closesConnection = closesConnection
    self.delivery = delivery
  }

  package var status: HTTPStatus { head.status }
}
