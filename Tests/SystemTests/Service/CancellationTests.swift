import AuthenticationService
import KongSandbox
import NIOCore
import NIOPosix
import RedisTestSupport
import Synchronization
import Testing

/// What the Admin API sees of a call that nobody waits for any more.
@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
  /// An Admin API that is well, never answers a look-up, and counts those whose client has gone.
  private final class SilentServer: Sendable {
    private let abandoned = Mutex(0)

    /// The number of look-ups that nobody waits for any more.
    var abandonedCalls: Int { abandoned.withLock { $0 } }

    /// Listens while `body` runs; gives it the port.
    func listen<Result: Sendable>(_ body: (Int) async throws -> Result) async throws -> Result {
      let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { [self] channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
              SilentHandler { [self] in abandoned.withLock { $0 += 1 } })
          }
        }
      return try await LocalPort.occupied(bootstrap, body)
    }
  }

  private final class SilentHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let onAbandonment: () -> Void
    private var isLookup = false

    init(onAbandonment: @escaping () -> Void) {
      self.onAbandonment = onAbandonment
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let request = String(buffer: unwrapInboundIn(data))
      if request.hasPrefix("GET /consumers/") { isLookup = true }
      if request.hasPrefix("GET /status") {
        let answer = ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
      }
    }

    func channelInactive(context: ChannelHandlerContext) {
      if isLookup { onAbandonment() }
    }
  }

  @Test(arguments: [["KONG_REQUEST_TIMEOUT_MS": "300"], ["REQUEST_TIMEOUT_MS": "1000"]])
  func `a call that came too late is cancelled`(_ limits: [String: String]) async throws {
    let kong = SilentServer()
    try await kong.listen { port in
      try await Scene.play(limits.merging(["KONG_ADMIN_URL": "http://127.0.0.1:\(port)"]) { $1 }) { scene in
        let ask = { try await scene.service.get("/tokens", as: SandboxSeed.alice) }
        let answer = try await eventually(ask) { _ in kong.abandonedCalls > 0 }
        #expect(answer.code == "AUTH_004")
      }
    }
  }
}
