import HTTPEdge
import NIOCore

/// The sandbox's own route beside Kong's: `/_sandbox/faults`, by which somebody can make the Admin API fail by hand.
///
/// GET lists the rules, a line each; POST adds those in the body, a line each; DELETE removes all.
struct FaultControl: Responder {
  static let path = "/_sandbox/faults"

  private let faults: FaultInjector

  init(_ faults: FaultInjector) {
    self.faults = faults
  }

  func respond(to request: Request) -> Reply {
    request.path == Self.path ? .ready(control(request)) : faults.respond(to: request)
  }

  func response(to fault: HTTPFault, id: RequestID) -> Response {
    faults.response(to: fault, id: id)
  }

  private func control(_ request: Request) -> Response {
    switch request.method {
    case .get: break
    case .delete: faults.clear()
    case .post:
      do throws(FaultSyntaxError) {
        var rules: [FaultRule] = []
        for line in String(buffer: request.body).split(whereSeparator: \.isNewline) {
          rules.append(try FaultRule(parsing: String(line)))
        }
        for rule in rules { faults.inject(rule.fault, on: rule.path, times: rule.remaining) }
      } catch {
        return .text(.badRequest, "\(error)\n")
      }
    default: return .text(HTTPStatus(405, "Not Allowed"), "GET, POST or DELETE\n")
    }
    return .text(.ok, faults.activeRules.map { "\($0)\n" }.joined())
  }
}

extension Response {
  fileprivate static func text(_ status: HTTPStatus, _ text: String) -> Response {
    var fields = HeaderBlock()
    fields.append("Content-Type", "text/plain; charset=utf-8")
    return Response(ResponseHead(status, fields: fields, carriesRequestID: false), body: Array(text.utf8))
  }
}
