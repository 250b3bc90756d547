import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A client of one server, with a patience that outlasts a busy machine.
struct Client: Sendable {
  typealias Fields = [(name: String, value: String)]

  let base: String

  func get(_ path: String, _ fields: Fields = []) async throws -> Received {
    try await send(.GET, path, fields)
  }

  func send(_ method: NIOHTTP1.HTTPMethod, _ path: String, _ fields: Fields = []) async throws -> Received {
    var request = HTTPClientRequest(url: base + path)
    request.method = method
    request.headers = HTTPHeaders(fields.map { ($0.name, $0.value) })
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(50))
    let body = try await response.body.collect(upTo: 1 << 20)
    return Received(status: Int(response.status.code), headers: response.headers, body: String(buffer: body))
  }

  /// Asks as Kong would on behalf of a consumer.
  func get(_ path: String, as consumer: String, _ fields: Fields = []) async throws -> Received {
    try await get(path, [("X-Consumer-ID", consumer), ("X-Consumer-Username", "somebody")] + fields)
  }
}

/// An answer as it was received.
struct Received: Sendable {
  let status: Int
  fileprivate let headers: HTTPHeaders
  let body: String

  /// The code of the problem document.
  var code: String? { text("code") }
  /// The token in the answer.
  var token: String? { text("access_token") }

  /// The text member called `name`.
  func text(_ name: String) -> String? {
    for separator in ["\":\"", "\": \""] {
      guard let start = body.firstRange(of: "\"\(name)\(separator)")?.upperBound else { continue }
      return String(body[start...].prefix { $0 != "\"" })
    }
    return nil
  }

  /// What `Retry-After` says.
  var retryAfter: String? { header("Retry-After") }

  /// The first value of a header.
  func header(_ name: String) -> String? { values(name).first }

  /// All values of a header.
  func values(_ name: String) -> [String] { headers[name] }
}
