/// A responder that leads requests through middleware to a router, and responses back.
package struct Pipeline: Responder {
  /// Runs the work behind a pending reply, with what it should find around it.
  package typealias Scope = @Sendable (Request, @Sendable () async -> Response) async -> Response

  private let middleware: [any Middleware]
  private let router: Router
  private let scope: Scope
  private let fault: @Sendable (HTTPFault, RequestID, Request?) -> Response

  /// Makes a pipeline.
  ///
  /// - Parameters:
  ///   - middleware: in the order in which requests meet it.
  ///   - router: what answers requests that all middleware admits.
  ///   - scope: binds what travels with a request for as long as its reply is pending, to task-local values.
  ///   - fault: renders what the server has to say by itself, about a request as far as its head is known.
  package init(
    _ middleware: [any Middleware], router: Router, scope: @escaping Scope = { await $1() },
    fault: @escaping @Sendable (HTTPFault, RequestID, Request?) -> Response
  ) {
    self.middleware = middleware
    self.router = router
    self.scope = scope
    self.fault = fault
  }

  package func respond(to request: Request) -> Reply {
    var request = request
    for step in middleware {
      if let response = step.admit(&request) { return .ready(finish(response, for: request)) }
    }
    switch router.route(request) {
    case .ready(let response):
      return .ready(finish(response, for: request))
    case .pending(let work):
      return .pending { [request] in finish(await scope(request, work), for: request) }
    case .stream(let streamed):
      return .stream(StreamedResponse(finish(streamed.head, for: request), content: streamed.content))
    }
  }

  package func response(to fault: HTTPFault, id: RequestID) -> Response {
    self.fault(fault, id, nil)
  }

  package func response(to fault: HTTPFault, of request: Request) -> Response {
    finish(self.fault(fault, request.id, request), for: request)
  }

  private func finish(_ response: Response, for request: Request) -> Response {
    var response = response
    for step in middleware.reversed() { step.finish(&response, for: request) }
    return response
  }
}
