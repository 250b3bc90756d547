import HTTPEdge

extension ProblemResponses {
  /// What the management surface cannot do.
  func administration(_ request: Request, _ status: HTTPStatus, _ detail: String) -> Response {
    let document = ProblemDetails(
      type: "about:blank", title: status.reason, status: status.code, detail: detail, instance: request.path,
      requestID: "\(request.id)", timestamp: clock.timestamp())
    var response = Response(heads.problem(status, on: .nearTokens), body: document.body)
    if status == .serviceUnavailable { response.fields.append("Retry-After", "5") }
    return response
  }

  /// What a page of another origin is told.
  static let foreignOriginDetail = "The management surface is not for pages of other origins"

  /// 403 for a page of another origin.
  func foreignOrigin(_ request: Request) -> Response {
    administration(request, .forbidden, Self.foreignOriginDetail)
  }

  /// 403 for a request that calls this machine by a name of somebody else's.
  func foreignName(_ request: Request) -> Response {
    administration(
      request, .forbidden,
      "The management surface answers to names of this machine alone, such as localhost, unless MANAGEMENT_TOKEN is set"
    )
  }

  /// 401 for an operator without the token (RFC 6750, section 3).
  func unauthorized(_ request: Request) -> Response {
    var response = administration(request, .unauthorized, "The management surface asks for MANAGEMENT_TOKEN")
    response.fields.append("WWW-Authenticate", "Bearer")
    return response
  }
}
