import Foundation
import HTTPEdge
import KongSandbox
import NIOCore
import Testing

/// One exchange with a real Kong 3.9.1.
struct Recording: Sendable, CustomTestStringConvertible {
  struct Response: Sendable {
    var status: Int
    var reason: String
    var headers: [HeaderLines.Line]
    /// Nil when the recorder kept none: answers to HEAD, and what an upstream said.
    var body: String?

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
  }

  struct Request: Sendable {
    var method: String
    var target: String
    var headers: [HeaderLines.Line]
    var body: String
  }

  var name: String
  var request: Request
  var response: Response
  /// What reached the upstream; nil when nothing did.
  var upstream: Request?

  var testDescription: String { name }

  static let adminAPI = load("kong-3.9.1-admin-api")
  static let proxy = load("kong-3.9.1-proxy")

  private static func load(_ file: String) -> [Recording] {
    guard let url = Bundle.module.url(forResource: "Fixtures/\(file)", withExtension: "jsonl"),
      let data = try? Data(contentsOf: url)
    else {
      Issue.record("no recording \(file)")
      return []
    }
    return data.split(separator: UInt8(ascii: "\n")).compactMap { line in
      (try? JSONParser.parse(line)).flatMap(Recording.init)
    }
  }
}

extension Recording {
  init?(_ json: JSONValue) {
    guard let object = json.object, let name = object["name"]?.string,
      let request = Request(object["request"]), let response = Response(object["response"])
    else { return nil }
    self.init(name: name, request: request, response: response, upstream: Request(object["upstream_request"]))
  }

  /// The second in which the exchange took place.
  var time: Int {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return response["Date"].flatMap(formatter.date).map { Int($0.timeIntervalSince1970) } ?? 0
  }

  /// The recorded body as an object; nil when it is something else.
  var document: JSONObject? {
    response.body.flatMap { try? JSONParser.parse($0.utf8) }?.object
  }
}

extension Recording.Request {
  init?(_ json: JSONValue?) {
    guard let object = json?.object, let method = object["method"]?.string, let target = object["path"]?.string else {
      return nil
    }
    self.init(
      method: method, target: target, headers: HeaderLines.Line.read(object["headers"]),
      body: object["body"]?.string ?? "")
  }

  /// The request as the server hands it to a responder.
  var received: HTTPEdge.Request {
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let lines = headers.map { ($0.name, $0.value.trimmingCharacters(in: .whitespaces)) }
    return HTTPEdge.Request(
      method: Array(method.utf8).withUnsafeBytes { HTTPMethod(token: $0) },
      path: halves[0],
      query: halves.count == 2 ? halves[1] : nil,
      headers: RequestHeaders(lines),
      body: ByteBuffer(string: body),
      id: .adopted("recorded"),
      peer: try? SocketAddress(ipAddress: "127.0.0.1", port: 40_000)
    )
  }
}

extension Recording.Response {
  init?(_ json: JSONValue?) {
    guard let object = json?.object, let status = object["status"]?.integer, let reason = object["reason"]?.string
    else { return nil }
    self.init(
      status: status, reason: reason, headers: HeaderLines.Line.read(object["headers"]), body: object["body"]?.string)
  }
}

extension HeaderLines.Line {
  /// Reads an object, or a list of pairs.
  static func read(_ json: JSONValue?) -> [HeaderLines.Line] {
    switch json {
    case .object(let object):
      object.members.map { HeaderLines.Line(name: $0.name, value: $0.value.string ?? "") }
    case .array(let pairs):
      pairs.compactMap(\.strings).map { HeaderLines.Line(name: $0[0], value: $0[1]) }
    default: []
    }
  }
}
