/// Answers requests.
///
/// A server has one; everything behind the wire hangs from it.
package protocol Responder: Sendable {
  /// Answers a well-formed request. Runs on an event loop and must not block.
  func respond(to request: Request) -> Reply

  /// Answers what never became a request, or what took too long. The server adds `Connection: close` where the fault demands it.
  func response(to fault: HTTPFault, id: RequestID) -> Response
}
