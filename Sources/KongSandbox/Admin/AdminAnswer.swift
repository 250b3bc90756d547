import HTTPEdge

/// What the Admin API says, before it becomes a response.
struct AdminAnswer {
  enum Content {
    case none
    case json(JSONValue)
    /// nginx's own page for the status.
    case page
  }

  var status: HTTPStatus
  var content: Content
  /// The methods of the resource, for the answer to OPTIONS.
  var allow: String?

  init(_ status: HTTPStatus, _ content: Content) {
    self.status = status
    self.content = content
  }

  init(_ status: HTTPStatus, _ members: KeyValuePairs<String, JSONValue>) {
    self.init(status, .json(.object(JSONObject(members.map { .init(name: $0.key, value: $0.value) }))))
  }

  static let noContent = AdminAnswer(.noContent, .none)

  static func ok(_ object: JSONObject) -> AdminAnswer {
    AdminAnswer(.ok, .json(.object(object)))
  }
}

extension AdminAnswer {
  /// The response with Kong's header lines, in Kong's order; `Date`, `Connection` and `Content-Length` are the server's to add.
  ///
  /// - Parameters:
  ///   - request: what is answered; its `Origin` is echoed as Kong does while no origin is configured.
  ///   - latency: milliseconds spent so far.
  func response(to request: Request, latency: Int) -> Response {
    var fields = HeaderBlock()
    var body: [UInt8] = []
    switch content {
    case .none: break
    case .json(let value):
      fields.append("Content-Type", "application/json; charset=utf-8")
      body = value.bytes
    case .page:
      fields.append("Content-Type", "text/html; charset=UTF-8")
      body = NginxPage.bytes(for: status)
    }
    fields.append("Access-Control-Allow-Origin", request.headers["Origin"] ?? "*")
    fields.append("Access-Control-Allow-Credentials", "true")
    if let allow {
      fields.append("Access-Control-Allow-Methods", allow)
      fields.append("Allow", allow)
      fields.append("Access-Control-Allow-Headers", request.headers["Access-Control-Request-Headers"] ?? "Content-Type")
    }
    fields.append("X-Kong-Admin-Latency", "\(latency)")
    fields.append("Server", KongVersion.server)
    return Response(ResponseHead(status, fields: fields, carriesRequestID: false), body: body)
  }
}
