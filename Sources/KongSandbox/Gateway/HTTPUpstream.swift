package import AsyncHTTPClient
import HTTPEdge
package import NIOCore
import NIOHTTP1

/// An upstream that is reached over HTTP/1.1.
///
/// Redirects are passed on, not followed.
package struct HTTPUpstream: Upstream {
  /// Content longer than this, in bytes, counts as an invalid response.
  static let longestBody = 10 * 1024 * 1024

  private let client: HTTPClient
  private let authority: String
  private let timeout: TimeAmount

  /// Makes an upstream.
  ///
  /// - Parameters:
  ///   - authority: host and port.
  ///   - client: a client that does not follow redirects and does not decompress.
  ///   - timeout: for the whole exchange; Kong's default for each of its phases is 60 s.
  package init(authority: String, client: HTTPClient, timeout: TimeAmount = .seconds(60)) {
    self.authority = authority
    self.client = client
    self.timeout = timeout
  }

  package func answer(_ request: UpstreamRequest) async throws(UpstreamFailure) -> UpstreamResponse {
    var outgoing = HTTPClientRequest(url: "http://\(authority)\(request.target)")
    outgoing.method = .RAW(value: request.method.name)
    outgoing.headers = HTTPHeaders(request.headers.all.map { ($0.name, $0.value) })
    if request.body.readableBytes > 0 { outgoing.body = .bytes(request.body) }
    do {
      let response = try await client.execute(outgoing, timeout: timeout)
      let body = try await response.body.collect(upTo: Self.longestBody)
      return UpstreamResponse(
        status: HTTPStatus(Int(response.status.code), response.status.reasonPhrase),
        headers: HeaderLines(response.headers.map { ($0.name, $0.value) }),
        body: Array(body.readableBytesView))
    } catch let error as HTTPClientError where Self.timeouts.contains(error) {
      throw .timeout
    } catch {
      throw .unreachable
    }
  }

  private static let timeouts: [HTTPClientError] = [.deadlineExceeded, .readTimeout, .connectTimeout]
}
