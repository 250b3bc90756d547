import AuthenticationService
import HTTPEdge
import Identifiers
import KongSandbox
import Logging
import NIOCore
import NIOEmbedded
import NIOPosix

/// One `GET /tokens` of a cached consumer, from the bytes that Kong sends to the bytes that it gets.
///
/// Everything of the service takes part but the socket.
struct RequestWorkload: Workload {
  private let responder: any Responder
  private let request = ByteBuffer(string: Self.request)

  /// A request as it comes from Kong 3.9: three header fields of curl's and what Kong adds.
  private static let request = """
    GET /tokens HTTP/1.1\r
    Host: auth.example.internal\r
    Connection: keep-alive\r
    Via: 1.1 kong/3.9.1\r
    X-Forwarded-For: 192.0.2.17\r
    X-Forwarded-Proto: https\r
    X-Forwarded-Host: api.example.com\r
    X-Forwarded-Port: 443\r
    X-Forwarded-Path: /tokens\r
    X-Forwarded-Prefix: /tokens\r
    X-Real-IP: 192.0.2.17\r
    X-Kong-Request-Id: 4ef3e74a2e2c0d0a8e9d1d3c5b6a7f80\r
    User-Agent: curl/7.88.1\r
    Accept: */*\r
    X-Consumer-ID: \(SandboxSeed.alice)\r
    X-Consumer-Username: alice\r
    X-Credential-Identifier: 2f0f6a8e-52f4-4d5c-8f42-0d9f1a5e7c77\r
    \r

    """

  init() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let kong = try await Sandbox.start(on: group)
    let configuration = try ServiceConfiguration.load(environment: [
      "KONG_ADMIN_URL": "http://\(kong.admin.authority)",
      "KONG_JWT_AUTHORITY": "https://api.example.com",
      "KONG_JWT_AUDIENCE": "example-api",
      "CACHING_TTL_SECONDS": "3600",
    ])
    let logger = Logger(label: "HotPath") { _ in SwiftLogNoOpLogHandler() }
    responder = AuthenticationServer(configuration, on: group, logger: logger).makeResponder()
    try await warmUp()
    await kong.stop()
  }

  /// Brings the consumer's credentials into the cache.
  private func warmUp() async throws {
    let fields = [("X-Consumer-ID", SandboxSeed.alice), ("X-Consumer-Username", "alice")]
    let request = Request(
      method: .get, path: "/tokens", headers: RequestHeaders(fields), id: .generated(UUIDv4(randomBits: 1, 2)))
    guard case .pending(let work) = responder.respond(to: request), await work().status == .ok else {
      throw WrongResult(description: "the sandbox gave no credentials")
    }
  }

  func run(iterations: Int) throws {
    let channel = EmbeddedChannel()
    try HTTPServer.speakHTTP(on: channel, ServerConfiguration(port: 0), responder: responder)
    try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    for _ in 0..<iterations {
      channel.pipeline.fireChannelRead(request)
      channel.pipeline.fireChannelReadComplete()
      guard let response = try channel.readOutbound(as: ByteBuffer.self),
        response.readableBytesView.starts(with: "HTTP/1.1 200".utf8)
      else { throw WrongResult(description: "not answered with 200") }
    }
    _ = try channel.finish(acceptAlreadyClosed: true)
  }
}
