import HTTPEdge
import NIOCore

/// Answers every request with what it understood of it, and every fault with its status.
struct EchoResponder: Responder {
  func respond(to request: Request) -> Reply {
    .ready(Self.response(to: request))
  }

  func response(to fault: HTTPFault, id: RequestID) -> Response {
    Response(ResponseHead(fault.status, fields: .empty), body: Array("\(fault)".utf8))
  }

  /// The summary of a request: method, target, and content if there is any.
  static func response(to request: Request) -> Response {
    let summary = ([request.method.name, request.target] + [String(buffer: request.body)].filter { !$0.isEmpty })
      .joined(separator: " ")
    return Response(
      ResponseHead(.ok, fields: .empty), fields: HeaderBlock([("Echo", summary)]), body: Array(summary.utf8))
  }
}

/// Answers as a closure says.
struct ScriptedResponder: Responder {
  let script: @Sendable (Request) -> Reply

  func respond(to request: Request) -> Reply {
    script(request)
  }

  func response(to fault: HTTPFault, id: RequestID) -> Response {
    EchoResponder().response(to: fault, id: id)
  }
}
