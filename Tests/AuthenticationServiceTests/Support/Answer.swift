import HTTPEdge

/// A response as a client would see it, but for what the server adds by itself: request id, date, length.
struct Answer: Equatable {
  let status: Int
  /// `Name: value`, in the order of the wire.
  let lines: [String]
  let body: String
  let carriesRequestID: Bool
  let closesConnection: Bool

  init(_ response: Response) {
    let head = String(decoding: response.head.rendered + response.fields.bytes, as: UTF8.self)
    let lines = head.split(separator: "\r\n").map(String.init)
    status = response.status.code
    self.lines = Array(lines.dropFirst())
    body = String(decoding: response.body, as: UTF8.self)
    carriesRequestID = response.head.carriesRequestID
    closesConnection = response.closesConnection
  }

  init(_ reply: Reply) async {
    switch reply {
    case .ready(let response): self.init(response)
    case .pending(let work): self.init(await work())
    case .stream(let streamed):
      var response = streamed.head
      for await piece in streamed.content() { response.body += piece }
      self.init(response)
    }
  }

  /// All values of a header, in the order of the wire.
  func values(_ name: String) -> [String] {
    lines.filter { $0.lowercased().hasPrefix(name.lowercased() + ":") }.map { String($0.dropFirst(name.count + 2)) }
  }

  /// The text between the first `"name":"` of the body and the quote after it.
  func text(_ name: String) -> String? {
    guard let start = body.firstRange(of: "\"\(name)\":\"")?.upperBound else { return nil }
    return String(body[start...].prefix { $0 != "\"" })
  }

  /// The whole number behind the first `"name":` of the body.
  func number(_ name: String) -> Int? {
    guard let start = body.firstRange(of: "\"\(name)\":")?.upperBound else { return nil }
    return Int(body[start...].prefix { $0.isNumber })
  }
}
