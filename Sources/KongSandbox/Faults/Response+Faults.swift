import HTTPEdge

extension Response {
  /// An answer that Kong did not make.
  static func faulty(
    _ status: HTTPStatus, fields: [(name: String, value: String)] = [], body: String
  ) -> Response {
    var block = HeaderBlock([("Content-Type", "application/json; charset=utf-8"), ("Server", KongVersion.server)])
    block.append(HeaderBlock(fields))
    return Response(ResponseHead(status, fields: block, carriesRequestID: false), body: Array(body.utf8))
  }

  func reset(afterBytes length: Int) -> Response {
    var response = self
    response.delivery = .aborted(afterBytes: length)
    return response
  }

  /// The response up to the middle of its content.
  func truncated() -> Response {
    let dateLine = "Date: Mon, 23 Nov 2026 14:59:10 GMT\r\n".utf8.count
    let lengthLine = "Content-Length: \(body.count)\r\n".utf8.count
    let headLength = head.rendered.count + fields.bytes.count + dateLine + lengthLine + 2
    return reset(afterBytes: headLength + body.count / 2)
  }

  /// The response with every reference to a consumer replaced.
  func belonging(to consumerID: String) -> Response {
    guard let document = try? JSONParser.parse(body) else { return self }
    var response = self
    response.body = document.belonging(to: consumerID).bytes
    return response
  }
}

extension JSONValue {
  fileprivate func belonging(to consumerID: String) -> JSONValue {
    switch self {
    case .array(let elements): return .array(elements.map { $0.belonging(to: consumerID) })
    case .object(var object):
      for member in object.members {
        let isReference = member.name == "consumer"
        object[member.name] = isReference ? ["id": .string(consumerID)] : member.value.belonging(to: consumerID)
      }
      return .object(object)
    default: return self
    }
  }
}
