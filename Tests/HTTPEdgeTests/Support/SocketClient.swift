import NIOCore
import NIOPosix
import NIOSSL

/// A client with a real socket that says exactly the bytes it is told to.
struct SocketClient: Sendable {
  typealias Inbound = NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  typealias Outbound = NIOAsyncChannelOutboundWriter<ByteBuffer>

  private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// Connects; over TLS as `tls` says.
  static func connect(host: String = "127.0.0.1", port: Int, tls: NIOSSLContext? = nil) async throws -> SocketClient {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: tls, serverHostname: nil))
          }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
      }
    return SocketClient(channel: channel)
  }

  /// Uses the connection, and closes it.
  func use<Result: Sendable>(
    _ body: (inout Conversation) async throws -> Result
  ) async throws -> Result {
    try await channel.executeThenClose { inbound, outbound in
      var conversation = Conversation(inbound: inbound.makeAsyncIterator(), outbound: outbound)
      return try await body(&conversation)
    }
  }

  /// Connects, says `text`, and reads until the server has ended its side.
  static func exchange(
    _ text: String, host: String = "127.0.0.1", port: Int, tls: NIOSSLContext? = nil, endsItsSide: Bool = false
  ) async throws -> [ReceivedResponse] {
    try await connect(host: host, port: port, tls: tls).use { conversation in
      try await conversation.send(text)
      if endsItsSide { conversation.endInput() }
      return try await conversation.receiveAll()
    }
  }
}

extension SocketClient {
  struct Conversation {
    fileprivate var inbound: Inbound
    fileprivate let outbound: Outbound

    func send(_ text: String) async throws {
      try await outbound.write(ByteBuffer(wire: text))
    }

    func endInput() {
      outbound.finish()
    }

    /// Reads up to the end of `count` responses.
    mutating func receive(_ count: Int) async throws -> [ReceivedResponse] {
      var bytes: [UInt8] = []
      while let buffer = try await inbound.next(isolation: #isolation) {
        bytes += buffer.readableBytesView
        if let responses = try? ReceivedResponse.all(in: bytes), responses.count >= count { return responses }
      }
      return try ReceivedResponse.all(in: bytes)
    }

    /// Reads until the server has ended its side.
    mutating func receiveAll() async throws -> [ReceivedResponse] {
      try await ReceivedResponse.all(in: receiveBytes())
    }

    /// Reads until the server has ended its side or has reset the connection.
    mutating func receiveBytes() async throws -> [UInt8] {
      var bytes: [UInt8] = []
      do {
        while let buffer = try await inbound.next(isolation: #isolation) { bytes += buffer.readableBytesView }
      } catch is IOError {
        // A reset: what has been read before it counts.
      }
      return bytes
    }
  }
}
