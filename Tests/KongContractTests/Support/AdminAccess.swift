import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// What came back, whatever it was.
struct RawAnswer: Sendable {
  let status: Int
  let headers: HTTPHeaders
  let body: String

  /// The body as a JSON object.
  var object: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
  }

  /// The id of the entity in the body.
  var id: String? { object["id"] as? String }
}

extension RunningKong {
  /// Calls the Admin API as an operator does.
  @discardableResult
  func operate(_ method: NIOHTTP1.HTTPMethod, _ path: String, _ body: String? = nil) async throws -> RawAnswer {
    var headers: [(String, String)] = []
    if let token { headers.append(("Kong-Admin-Token", token)) }
    if body != nil { headers.append(("Content-Type", "application/json")) }
    return try await send(method, admin + path, headers, body)
  }

  /// Calls the proxy as a client does.
  func call(_ path: String, _ headers: [(String, String)] = []) async throws -> RawAnswer {
    try await send(.GET, proxy + path, headers, nil)
  }

  private func send(
    _ method: NIOHTTP1.HTTPMethod, _ url: String, _ headers: [(String, String)], _ body: String?
  ) async throws -> RawAnswer {
    var request = HTTPClientRequest(url: url)
    request.method = method
    request.headers = HTTPHeaders(headers)
    if let body { request.body = .bytes(ByteBuffer(string: body)) }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(50))
    let content = try await response.body.collect(upTo: 4 << 20)
    return RawAnswer(status: Int(response.status.code), headers: response.headers, body: String(buffer: content))
  }

  /// Makes a consumer, hands over its id, and takes it away with everything that belongs to it.
  func withConsumer<Result>(
    username: String? = nil, customID: String? = nil, _ body: (String) async throws -> Result
  ) async throws -> Result {
    let names = ["username": username, "custom_id": customID].compactMapValues(\.self)
    let json = String(decoding: try JSONSerialization.data(withJSONObject: names), as: UTF8.self)
    let made = try await operate(.POST, "/consumers", json)
    let id = try #require(made.id, "\(made.status) \(made.body)")
    let result: Result
    do {
      result = try await body(id)
    } catch {
      try await operate(.DELETE, "/consumers/\(id)")
      throw error
    }
    try await operate(.DELETE, "/consumers/\(id)")
    return result
  }

  /// Gives a consumer a credential.
  ///
  /// - Parameter json: its fields; `{run}` stands for the mark of the run.
  @discardableResult
  func addCredential(_ json: String, to consumer: String) async throws -> RawAnswer {
    let made = try await operate(.POST, "/consumers/\(consumer)/jwt", json.replacingOccurrences(of: "{run}", with: run))
    #expect(made.status == 201, "\(made.body)")
    return made
  }
}
