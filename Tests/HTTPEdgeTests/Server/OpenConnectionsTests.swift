import NIOCore
import NIOEmbedded
import Testing

@testable import HTTPEdge

@Suite(.timeLimit(.minutes(1)))
struct OpenConnectionsTests {
  /// Notes whether the news of a drain has come.
  private final class Listener: ChannelInboundHandler {
    typealias InboundIn = Any
    private let heard: @Sendable () -> Void

    init(_ heard: @escaping @Sendable () -> Void) {
      self.heard = heard
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if event is FarewellEvent { heard() }
    }
  }

  private func openChannel() async throws -> NIOAsyncTestingChannel {
    let channel = NIOAsyncTestingChannel()
    try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
    return channel
  }

  @Test func `connections up to the limit are served, some more are told, the rest is dropped`() async throws {
    let connections = OpenConnections(limit: 2)
    var channels: [NIOAsyncTestingChannel] = []
    var admissions: [OpenConnections.Admission] = []
    for _ in 0..<300 {
      channels.append(try await openChannel())
      admissions.append(connections.admit(channels[channels.count - 1]))
    }
    #expect(admissions.filter { $0 == .served }.count == 2)
    #expect(admissions.filter { $0 == .refused }.count == 256)
    #expect(admissions.suffix(42).allSatisfy { $0 == .dropped })
    #expect(connections.closeAll() == 2)
  }

  @Test(arguments: [
    (10_000, Int.max, 10_000), (10_000, 1_024, 512), (100, 1_024, 100), (10_000, 512, 1), (10_000, 0, 1),
  ])
  func `there are no more connections than file descriptors to spare`(wanted: Int, descriptors: Int, limit: Int) {
    #expect(DescriptorLimit.connections(wanted: wanted, descriptors: descriptors) == limit)
    #expect(DescriptorLimit.ofProcess > 0)
  }

  @Test func `a connection that closes makes room`() async throws {
    let connections = OpenConnections(limit: 1)
    let (first, second) = (try await openChannel(), try await openChannel())
    #expect(connections.admit(first) == .served)
    #expect(connections.admit(second) == .refused)
    try await first.close()
    await connections.waitUntilEmpty()
    #expect(connections.admit(try await openChannel()) == .served)
  }

  @Test func `everybody who waits hears that the last connection is gone`() async throws {
    let connections = OpenConnections(limit: 1)
    let channel = try await openChannel()
    #expect(connections.admit(channel) == .served)
    async let first: Void = connections.waitUntilEmpty()
    async let second: Void = connections.waitUntilEmpty()
    try await channel.close()
    _ = await (first, second)
    #expect(connections.closeAll() == 0)
  }

  @Test func `a wait that is cancelled ends, and no other wait with it`() async throws {
    let connections = OpenConnections(limit: 1)
    let channel = try await openChannel()
    #expect(connections.admit(channel) == .served)
    let other = Task {
      await connections.waitUntilEmpty()
      return connections.closeAll()
    }
    let cancelled = Task { await connections.waitUntilEmpty() }
    cancelled.cancel()
    await cancelled.value
    try await channel.close()
    #expect(await other.value == 0)
  }

  @Test func `a drain reaches every connection, and can be seen by later ones`() async throws {
    let connections = OpenConnections(limit: 10)
    #expect(connections.farewell == .none)
    try await confirmation(expectedCount: 2) { heard in
      for _ in 0..<2 {
        let channel = try await openChannel()
        try await channel.testingEventLoop.executeInContext {
          try channel.pipeline.syncOperations.addHandler(Listener { heard() })
        }
        #expect(connections.admit(channel) == .served)
        if connections.farewell != .none { Issue.record("Nobody has drained yet") }
      }
      connections.say(.draining(patience: .seconds(1)))
      #expect(connections.farewell == .draining(patience: .seconds(1)))
      #expect(connections.closeAll() == 2)
      await connections.waitUntilEmpty()
    }
  }
}
