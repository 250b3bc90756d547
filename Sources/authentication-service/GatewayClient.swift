import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// A client of the embedded gateway, as anybody with an API key could be one.
struct GatewayClient {
  /// What `/tokens` answers.
  struct Issued: Decodable {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let access_token: String
  }

  /// Base URL of the gateway.
  let gateway: String

  /// Asks for a path and waits for the whole answer, ten seconds at most.
  func get(_ path: String, _ headers: [String: String]) async throws -> (status: UInt, body: ByteBuffer) {
    var request = HTTPClientRequest(url: gateway + path)
    request.headers = HTTPHeaders(headers.map { ($0, $1) })
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
    return (response.status.code, try await response.body.collect(upTo: 1 << 20))
  }

  /// Gets a token for an API key.
  func token(apiKey: String) async throws -> String {
    let body = try await get("/tokens", ["apikey": apiKey]).body
    return try JSONDecoder().decode(Issued.self, from: Data(body.readableBytesView)).access_token
  }
}
