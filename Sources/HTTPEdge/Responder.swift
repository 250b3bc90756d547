/// Answers requests.
///
/// A server has one; everything behind the wire hangs from it.
package protocol Responder: Sendable {
  /// Answers a well-formed request. Runs on an event loop and must not block.
  func respond(to request: Request) -> Reply

  /// Answers what never became a request, or what took too long. The server adds `Connection: close` where the fault demands it.
  func response(to fault: HTTPFault, id: RequestID) -> Response

  /// Answers a fault of which at least the request's head is known; without its content.
  func response(to fault: HTTPFault, of request: Request) -> Response
}

extension Responder {
  package func response(to fault: HTTPFault, of request: Request) -> Response {
    response(to: fault, id: request.id)
  }
}
