import NIOCore
import NIOEmbedded

@testable import HTTPEdge

/// A client's end of one connection to the handler, on a loop whose time stands still until the test moves it.
struct TestConnection: Sendable {
  private struct Ends {
    let wire: Wire
    let context: ChannelHandlerContext
  }

  private let channel: NIOAsyncTestingChannel
  private let ends: NIOLoopBound<Ends>

  init(
    _ responder: any Responder = EchoResponder(), limits: ServerLimits = ServerLimits(), refusal: HTTPFault? = nil,
    observer: (any ExchangeObserver)? = nil
  ) async throws {
    try await self.init(slot: ResponderSlot(responder), limits: limits, refusal: refusal, observer: observer)
  }

  init(
    slot: ResponderSlot, limits: ServerLimits = ServerLimits(), refusal: HTTPFault? = nil,
    observer: (any ExchangeObserver)? = nil
  ) async throws {
    let channel = NIOAsyncTestingChannel()
    let loop = channel.testingEventLoop
    ends = try await loop.executeInContext {
      let wire = Wire()
      var configuration = ServerConfiguration(port: 0, limits: limits)
      configuration.observer = observer
      let handler = HTTPExchangeHandler(
        configuration, slot: slot, loop: LoopState(), refusal: refusal)
      try channel.pipeline.syncOperations.addHandlers([wire, handler])
      return NIOLoopBound(
        Ends(wire: wire, context: try channel.pipeline.syncOperations.context(handler: wire)), eventLoop: loop)
    }
    self.channel = channel
    try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
  }

  var isOpen: Bool { channel.isActive }

  /// How often the handler has asked for more bytes.
  var reads: Int {
    get async throws { try await channel.testingEventLoop.executeInContext { ends.value.wire.reads } }
  }

  /// Whether the handler has ended its side, and with it everything that it will ever send.
  var isOutputClosed: Bool {
    get async throws { try await channel.testingEventLoop.executeInContext { ends.value.wire.isOutputClosed } }
  }

  /// Bytes that the handler has written and the client has not taken.
  var unsentBytes: Int {
    get async throws {
      try await channel.testingEventLoop.executeInContext { HTTPExchangeHandler.unsentBytes(ends.value.context) }
    }
  }

  /// Sends bytes, as one read of the server.
  func send(_ text: String) async throws {
    try await channel.writeInbound(ByteBuffer(wire: text))
  }

  /// Asks the handler whether it wants to read, as the channel does after every read.
  func offerRead() async throws {
    try await channel.testingEventLoop.executeInContext { channel.pipeline.read() }
  }

  /// Ends the client's side, and goes on listening.
  func endInput() async throws {
    try await channel.testingEventLoop.executeInContext { ends.value.wire.endInput(ends.value.context) }
  }

  /// Ends the connection as a reset does.
  func reset() async throws {
    try await channel.close()
  }

  /// Stops taking bytes; the channel is unwritable as soon as more than `highWatermark` of them wait, by default at once.
  func stall(highWatermark: Int = -1) async throws {
    try await channel.testingEventLoop.executeInContext {
      ends.value.wire.stall(highWatermark: highWatermark, ends.value.context)
    }
  }

  /// Goes on taking bytes.
  func resume() async throws {
    try await channel.testingEventLoop.executeInContext { ends.value.wire.resume(ends.value.context) }
  }

  /// Makes the channel unwritable whenever more than this is written at once, and writable again by sending it.
  func limit(to highWatermark: Int) async throws {
    try await channel.testingEventLoop.executeInContext { ends.value.wire.limit(to: highWatermark, ends.value.context) }
  }

  func say(_ farewell: Farewell) async throws {
    try await channel.testingEventLoop.executeInContext {
      channel.pipeline.fireUserInboundEventTriggered(FarewellEvent(farewell: farewell))
    }
  }

  func drain() async throws {
    try await say(.draining(patience: .milliseconds(200)))
  }

  func advance(by time: TimeAmount) async {
    await channel.testingEventLoop.advanceTime(by: time)
  }

  /// The responses that have been sent since the last time.
  func received() async throws -> [ReceivedResponse] {
    try await ReceivedResponse.all(in: receivedBytes())
  }

  /// What has been sent since the last time, whether it is complete or not.
  func receivedText() async throws -> String {
    try await String(decoding: receivedBytes(), as: UTF8.self)
  }

  private func receivedBytes() async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let buffer = try await channel.readOutbound(as: ByteBuffer.self) { bytes += buffer.readableBytesView }
    return bytes
  }

  /// Waits for the next write; what has been sent until then and in it.
  func nextText() async throws -> String {
    let buffer = try await channel.waitForOutboundWrite(as: ByteBuffer.self)
    return try await String(buffer: buffer) + receivedText()
  }

  /// Waits for the next write, and reads it as responses.
  func nextResponses() async throws -> [ReceivedResponse] {
    let buffer = try await channel.waitForOutboundWrite(as: ByteBuffer.self)
    return try await ReceivedResponse.all(in: Array(buffer.readableBytesView)) + received()
  }
}

extension [ReceivedResponse] {
  var outcomes: [String] { map(\.outcome) }
}
