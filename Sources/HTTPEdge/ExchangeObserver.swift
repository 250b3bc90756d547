package import NIOCore

/// Somebody who wants to know of every exchange of a server: what was asked, what was answered, how long it took.
///
/// Called on the event loop of the connection, in the middle of its work: it must not wait.
package protocol ExchangeObserver: Sendable {
  /// A request is complete and about to be answered.
  func began(_ request: Request)

  /// An exchange has ended; every one that began ends once.
  func ended(_ exchange: EndedExchange)
}

/// What is known of an exchange at its end.
package struct EndedExchange: Sendable {
  /// Nil when its head never came, or was none.
  package let request: Request?
  /// Whether ``ExchangeObserver/began(_:)`` heard of it; what the server refuses by itself never begins.
  package let hasBegun: Bool
  /// Nil when the client left before there was an answer.
  package let status: HTTPStatus?
  /// Bytes of content of the answer, whether or not they were sent (HEAD).
  package let bodyBytes: Int
  /// From the complete request to its answer; of a request that was refused before it was complete, from its first byte.
  package let duration: TimeAmount

  package init(request: Request?, hasBegun: Bool, status: HTTPStatus?, bodyBytes: Int, duration: TimeAmount) {
    self.request = request
    self.hasBegun = hasBegun
    self.status = status
    self.bodyBytes = bodyBytes
    self.duration = duration
  }
}
