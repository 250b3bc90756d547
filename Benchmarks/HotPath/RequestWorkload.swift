import AuthenticationCore
import AuthenticationService
import HTTPEdge
import Identifiers
import NIOCore
import NIOEmbedded

/// One `GET /tokens` of a cached consumer, from the bytes that Kong sends to the bytes that it gets.
///
/// Everything of the service takes part but the socket, as far as it is wanted.
struct RequestWorkload: Workload {
  /// Knows one consumer.
  private struct OneConsumer: ConsumerCredentialSource {
    let credentials: ConsumerCredentials?

    func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
      guard let credentials, credentials.consumerID == id else { throw .notFound }
      return credentials
    }
  }

  static let consumer = Consumer(id: "7e1b5a0e-3b1c-4c0e-9a63-0d9b6f0c3a11", username: "test-consumer-001")

  /// What the service is configured by.
  static let environment = [
    "KONG_ADMIN_URL": "http://kong.invalid",
    "KONG_JWT_AUTHORITY": "https://api.example.com",
    "KONG_JWT_AUDIENCE": "example-api",
    "CACHING_TTL_SECONDS": "3600",
    "NODE_ENV": "staging",
  ]

  private let responder: any Responder
  private let server: ServerConfiguration
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
    X-Consumer-ID: \(consumer.id)\r
    X-Consumer-Username: \(consumer.username)\r
    X-Credential-Identifier: 2f0f6a8e-52f4-4d5c-8f42-0d9f1a5e7c77\r
    \r

    """

  /// - Parameter watch: who hears of the requests.
  init(_ watch: Watch) async throws {
    let configuration = try ServiceConfiguration.load(environment: Self.environment)
    let credential = JWTCredential(
      key: "test-consumer-001-jwt-key", secret: Secret("test-consumer-001-jwt-secret-0123456789"), createdAt: 0)
    let credentials = ConsumerCredentials(consumerID: Self.consumer.id, credentials: [credential])
    let surface = AuthenticationServer.makeSurface(
      configuration, source: OneConsumer(credentials: credentials), telemetry: watch.telemetry,
      log: watch.log(configuration))
    responder = surface.responder
    var server = ServerConfiguration(port: 0)
    if watch != .nobody { server.observer = surface.observer }
    self.server = server
    try await warmUp()
  }

  /// Brings the consumer's credentials into the cache.
  private func warmUp() async throws {
    let fields = [("X-Consumer-ID", Self.consumer.id), ("X-Consumer-Username", Self.consumer.username)]
    let request = Request(
      method: .get, path: "/tokens", headers: RequestHeaders(fields), id: .generated(UUIDv4(randomBits: 1, 2)))
    guard case .pending(let work) = responder.respond(to: request), await work().status == .ok else {
      throw WrongResult(description: "the cache did not fill")
    }
  }

  func run(iterations: Int) throws {
    let channel = EmbeddedChannel()
    let socket = SocketStandIn()
    try channel.pipeline.syncOperations.addHandler(socket)
    try HTTPServer.speakHTTP(on: channel, server, responder: responder)
    try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    for _ in 0..<iterations {
      channel.pipeline.fireChannelRead(request)
      channel.pipeline.fireChannelReadComplete()
    }
    guard socket.responses == iterations else { throw WrongResult(description: "not always answered with success") }
    _ = try channel.finish(acceptAlreadyClosed: true)
  }
}

/// Takes responses as a socket with room does, at once; an embedded channel would collect them.
private final class SocketStandIn: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer

  /// Where the first digit of the status stands.
  private static let statusOffset = "HTTP/1.1 ".utf8.count

  /// The number of responses with a status 2xx.
  private(set) var responses = 0

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let response = unwrapOutboundIn(data)
    if response.getInteger(at: response.readerIndex + Self.statusOffset) == UInt8(ascii: "2") { responses += 1 }
    promise?.succeed()
  }

  func flush(context: ChannelHandlerContext) {}
}
