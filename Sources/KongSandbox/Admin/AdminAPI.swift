package import HTTPEdge

/// Kong's Admin API, as a self-managed Kong 3.9.1 spells it, and as Konnect does, over one ``KongStore``.
///
/// Recordings of a real Kong decide what the first answers; the second is as its clients know it.
package struct AdminAPI: Responder {
  private let store: KongStore
  let token: String?

  /// Makes an Admin API.
  ///
  /// - Parameters:
  ///   - store: what is read and changed.
  ///   - token: what clients must send as `Kong-Admin-Token`, in Konnect's spelling as bearer token; nil asks for none, as
  ///     Kong without RBAC does.
  package init(_ store: KongStore, token: String? = nil) {
    self.store = store
    self.token = token
  }

  package func respond(to request: Request) -> Reply {
    let start = ContinuousClock.now
    let answer: AdminAnswer
    do throws(AdminError) {
      answer = try self.answer(to: request)
    } catch {
      answer = error.answer
    }
    return .ready(answer.response(to: request, latency: start.milliseconds))
  }

  package func response(to fault: HTTPFault, id: RequestID) -> Response {
    var fields = HeaderBlock()
    fields.append("Content-Type", "text/html; charset=UTF-8")
    fields.append("Server", KongVersion.server)
    let head = ResponseHead(fault.status, fields: fields, carriesRequestID: false)
    return Response(head, body: NginxPage.bytes(for: fault.status))
  }

  private func answer(to request: Request) throws(AdminError) -> AdminAnswer {
    if let path = KonnectPath(of: request) { return try answer(to: request, at: path) }
    if let token, request.headers["Kong-Admin-Token"] != token {
      return AdminAnswer(.unauthorized, ["message": "Invalid credentials. Token or User credentials required"])
    }
    guard let resource = AdminResource(path: request.path) else { throw .notFound }
    return try answer(to: request, methods: resource.methods) { call, state throws(AdminError) in
      try call.answer(resource, in: &state)
    }
  }

  /// Reads a call and carries it out.
  func answer(
    to request: Request, methods: [String],
    carryOut: (AdminCall, inout KongState) throws(AdminError) -> AdminAnswer
  ) throws(AdminError) -> AdminAnswer {
    let method = request.method == .head ? HTTPMethod.get : request.method
    let carriesFields = method == .post || method == .put || method == .patch
    let fields = carriesFields ? try RequestFields(request) : nil
    guard methods.contains(method.name) else { throw .methodNotAllowed }
    if method == .options {
      var answer = AdminAnswer.noContent
      answer.allow = methods.joined(separator: ", ")
      return answer
    }
    let call = AdminCall(
      method: method, path: request.path, query: URLQuery(request.query), fields: fields ?? .none,
      now: store.source.now(), source: store.source)
    return try store.withState { state throws(AdminError) in try carryOut(call, &state) }
  }
}

extension ContinuousClock.Instant {
  /// Whole milliseconds from this instant until now.
  var milliseconds: Int {
    let parts = duration(to: .now).components
    return Int(parts.seconds) * 1_000 + Int(parts.attoseconds / 1_000_000_000_000_000)
  }
}
