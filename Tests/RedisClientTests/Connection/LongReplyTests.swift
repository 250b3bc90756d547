import NIOCore
import NIOEmbedded
import Testing

@testable import RedisClient

@Suite(.timeLimit(.minutes(1))) struct `A long reply` {
  @Test(arguments: [1000, 4096, 5000]) func `in pieces takes no more memory than it must`(_ piece: Int) async throws {
    let channel = NIOAsyncTestingChannel()
    let link = try await channel.eventLoop.submit {
      let handler = RedisChannelHandler(silenceLimit: .seconds(10))
      let link = RedisLink(handler, on: channel, limit: 1)
      try channel.pipeline.syncOperations.addHandler(handler)
      return link
    }.get()
    try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
    async let reply = link.send(RedisCommand("MGET"), within: .seconds(100))
    _ = try await channel.waitForOutboundWrite(as: ByteBuffer.self)

    let value = ByteBuffer(repeating: UInt8(ascii: "v"), count: 1000)
    var bytes = ByteBuffer(string: "*500\r\n")
    for _ in 1...500 {
      bytes.writeString("$1000\r\n")
      bytes.writeImmutableBuffer(value)
      bytes.writeString("\r\n")
    }
    while bytes.readableBytes > 0 {
      let length = min(piece, bytes.readableBytes)
      try await channel.writeInbound(ByteBuffer(bytes: bytes.readBytes(length: length) ?? []))
    }

    let values = try await reply.elements ?? []
    #expect(values == Array(repeating: .string(value), count: 500))
    // Each value is cut out of what was read with it, and holds that.
    let largest = values.compactMap(\.bytes?.storageCapacity).max() ?? .max
    #expect(largest <= 16_384)
  }
}
