import AuthenticationCore
import HTTPEdge

/// Renders everything that is not a success, in one place.
struct ProblemResponses: Sendable {
  let heads: ResponseHeads
  let clock: WallClock
  let errors: ErrorMetrics
  let recent: RecentErrors

  /// The answer to a request that ended in an error of the token routes.
  func response(_ error: AuthenticationError, to request: Request) -> Response {
    errors.count(error.code)
    recent.note(
      code: error.code.rawValue, status: error.code.status, path: request.path, requestID: request.id,
      at: clock.milliseconds())
    let document = ProblemDetails(
      error, instance: request.path, requestID: "\(request.id)", timestamp: clock.timestamp())
    let status = HTTPStatus(known: error.code.status)
    var response = Response(
      heads.problem(status, on: Surface(path: request.path)), body: document.body)
    if let seconds = error.retryAfter { response.fields.append("Retry-After", "\(seconds)") }
    return response
  }

  /// The answer to what the server refuses by itself.
  ///
  /// - Parameter request: as far as its head is known.
  func response(to fault: HTTPFault, id: RequestID, about request: Request?) -> Response {
    let document = ProblemDetails(
      fault, declaredLength: request?.declaredLength, instance: request?.path ?? "/", requestID: "\(id)",
      timestamp: clock.timestamp())
    recent.note(
      code: document.code, status: fault.status.code, path: request?.path, requestID: id, at: clock.milliseconds())
    let surface = request.map { Surface(path: $0.path) } ?? .general
    var response = Response(
      heads.problem(fault.status, on: surface), body: document.body, closesConnection: fault.endsConnection)
    if let seconds = fault.retryAfter { response.fields.append("Retry-After", "\(seconds)") }
    return response
  }

  /// 404, in the words of the replaced service: no code, and the request id among the extensions.
  func notFound(_ request: Request) -> Response {
    let document = ProblemDetails(
      type: "about:blank", title: "Not Found", status: 404,
      detail: "The requested resource '\(request.path)' was not found", instance: request.path,
      timestamp: clock.timestamp(), extensions: [JSONMember("requestId", .string("\(request.id)"))])
    return Response(heads.problem(.notFound, on: Surface(path: request.path)), body: document.body)
  }

  /// 405 with `Allow`, RFC 9110 section 15.5.6.
  func methodNotAllowed(_ request: Request, _ allowed: [HTTPMethod]) -> Response {
    let names = allowed.map(\.name)
    let list = names.joined(separator: ", ")
    let document = ProblemDetails(
      type: "https://httpwg.org/specs/rfc9110.html#status.405", title: "Method Not Allowed", status: 405,
      detail: "The requested method is not allowed for this endpoint. Allowed methods: \(list)",
      instance: request.path, requestID: "\(request.id)", timestamp: clock.timestamp(),
      extensions: [JSONMember("allowedMethods", .array(names.map(JSONOutput.string)))])
    var response = Response(
      heads.problem(.methodNotAllowed, on: Surface(path: request.path)), body: document.body)
    response.fields.append("Allow", list)
    return response
  }
}

extension Request {
  private static let contentLength: HeaderName = "Content-Length"

  /// The length that the client announced, in bytes.
  fileprivate var declaredLength: Int? { headers[Self.contentLength].flatMap { Int($0) } }
}

extension HTTPStatus {
  /// The status with one of the codes that the error catalogue has.
  fileprivate init(known code: Int) {
    let catalogue: [HTTPStatus] = [.badRequest, .unauthorized, .forbidden, .tooManyRequests, .serviceUnavailable]
    self = catalogue.first { $0.code == code } ?? .internalServerError
  }
}
