package import NIOCore

/// Somebody who wants to know of every exchange of a server: what was asked, what was answered, how long it took.
///
/// Called on the event loop of the connection, in the middle of its work: it must not wait.
package protocol ExchangeObserver: Sendable {
  /// A request is complete and about to be answered; who traces gives it its place in a trace.
  func began(_ request: inout Request)

  /// An exchange that began has ended; each does once.
  func ended(_ request: Request, _ outcome: ExchangeOutcome)

  /// The server has refused by itself what never began: a request as far as its head was known, or something that was none. Who
  /// traces gives it its place in a trace.
  func refused(_ request: inout Request?, _ outcome: ExchangeOutcome)
}

/// What became of an exchange.
package struct ExchangeOutcome: Sendable, Equatable {
  /// The code of the status; nil when the client left before there was an answer.
  package let status: Int?
  /// Bytes of content of the answer, whether or not they were sent (HEAD).
  package let bodyBytes: Int
  /// From the complete request to its answer; of a request that was refused before it was complete, from its first byte.
  package let duration: TimeAmount

  package init(status: Int?, bodyBytes: Int, duration: TimeAmount) {
    self.status = status
    self.bodyBytes = bodyBytes
    self.duration = duration
  }
}
