import AsyncHTTPClient
import AuthenticationCore
import NIOCore
import NIOHTTP1

/// An answer of Kong's Admin API.
struct AdminAnswer: Sendable {
  let status: Int
  /// What `Retry-After` asks for, in seconds.
  let retryAfter: Int?
  let body: ByteBuffer

  var isSuccess: Bool { 200..<300 ~= status }

  /// What an answer without success says about Kong.
  var cause: UnavailableCause {
    switch status {
    case 401, 403: .unauthorized(status)
    default: .status(status, retryAfter: retryAfter)
    }
  }
}

/// Asks Kong's Admin API: GET only, no redirects, no proxy, nothing larger than allowed.
struct AdminTransport: Sendable {
  private let client: HTTPClient
  private let headers: HTTPHeaders
  private let maximumBodyBytes: Int

  init(_ configuration: KongAdminConfiguration, on group: any EventLoopGroup) {
    var settings = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
    settings.timeout.connect = TimeAmount(configuration.connectTimeout)
    settings.httpVersion = .http1Only
    settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = configuration.maximumConnections
    // Else a refused connection would be tried again in silence until the time is up, and end as a timeout.
    settings.connectionPool.retryConnectionEstablishment = false

    var headers: HTTPHeaders = [
      "Accept": "application/json",
      "User-Agent": "Authentication-Service/\(configuration.version)",
    ]
    configuration.deployment.authenticate(&headers, with: configuration.token)

    self.client = HTTPClient(eventLoopGroup: group, configuration: settings)
    self.headers = headers
    self.maximumBodyBytes = configuration.maximumBodyBytes
  }

  /// Gets what a URL names.
  ///
  /// An answer that is an error by its status needs no sound body: it is read only to keep the connection.
  func get(_ url: String) async throws(UnavailableCause) -> AdminAnswer {
    var request = HTTPClientRequest(url: url)
    request.headers = headers
    do {
      // Time is limited by the caller, for several requests together.
      let response = try await client.execute(request, deadline: .distantFuture)
      let retryAfter = response.headers.first(name: "Retry-After").flatMap { RetryAfter.seconds(in: $0) }
      let status = Int(response.status.code)
      let body =
        200..<300 ~= status
        ? try await response.body.collect(upTo: maximumBodyBytes)
        : (try? await response.body.collect(upTo: maximumBodyBytes)) ?? ByteBuffer()
      return AdminAnswer(status: status, retryAfter: retryAfter, body: body)
    } catch {
      throw UnavailableCause(network: error)
    }
  }

  func shutdown() async throws {
    try await client.shutdown()
  }
}
