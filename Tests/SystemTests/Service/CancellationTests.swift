import AuthenticationService
import KongSandbox
import NIOCore
import NIOPosix
import Testing

/// What the Admin API sees of a call that nobody waits for any more.
@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
  /// An Admin API that takes calls and never answers; it tells when one has come, and when its client has gone.
  private struct SilentServer {
    let port: Int
    let arrivals: AsyncStream<Void>
    let departures: AsyncStream<Void>
    private let channel: any Channel

    static func start() async throws -> SilentServer {
      let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
      let (departures, departure) = AsyncStream.makeStream(of: Void.self)
      let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(Listener(arrival: arrival, departure: departure))
          }
        }
        .bind(host: "127.0.0.1", port: 0).get()
      return SilentServer(
        port: channel.localAddress?.port ?? 0, arrivals: arrivals, departures: departures, channel: channel)
    }

    func stop() async throws {
      try await channel.close()
    }
  }

  private final class Listener: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    let arrival: AsyncStream<Void>.Continuation
    let departure: AsyncStream<Void>.Continuation
    private var isLookup = false

    init(arrival: AsyncStream<Void>.Continuation, departure: AsyncStream<Void>.Continuation) {
      self.arrival = arrival
      self.departure = departure
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard String(buffer: unwrapInboundIn(data)).hasPrefix("GET /consumers/") else { return }
      isLookup = true
      arrival.yield()
    }

    func channelInactive(context: ChannelHandlerContext) {
      if isLookup { departure.yield() }
    }
  }

  @Test(arguments: [
    ["KONG_REQUEST_TIMEOUT_MS": "300"], ["REQUEST_TIMEOUT_MS": "1000", "KONG_REQUEST_TIMEOUT_MS": "30000"],
  ])
  func `a call that came too late is cancelled`(_ limits: [String: String]) async throws {
    let kong = try await SilentServer.start()
    let variables = limits.merging(["KONG_ADMIN_URL": "http://127.0.0.1:\(kong.port)"]) { $1 }
    try await Scene.play(variables) { scene in
      async let answer = scene.service.get("/tokens", as: SandboxSeed.alice)
      for await _ in kong.arrivals { break }
      for await _ in kong.departures { break }
      let late = try await answer
      #expect(late.code == "AUTH_004")
    }
    try await kong.stop()
  }
}
