import NIOCore
import Testing

@testable import HTTPEdge

/// The two buffers of a connection.
struct BufferTests {
  @Test func `what has been read does not take up memory, however reads and requests interleave`() {
    var inbound = ByteBuffer()
    var received: [UInt8] = []
    for step in 0..<10_000 {
      inbound.receive(ByteBuffer(repeating: UInt8(truncatingIfNeeded: step), count: 100))
      // All but one byte, so that there is always something left.
      received += inbound.readBytes(length: inbound.readableBytes - 1) ?? []
    }
    #expect(inbound.capacity < 1_000)
    #expect(
      received
        == Array((0..<10_000).flatMap { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 100) }.dropLast()))
  }

  @Test func `bytes that arrive one by one are joined`() {
    var inbound = ByteBuffer()
    for byte in UInt8.min...UInt8.max { inbound.receive(ByteBuffer(bytes: [byte])) }
    #expect(Array(inbound.readableBytesView) == Array(UInt8.min...UInt8.max))
  }

  @Test func `what was received before is not changed by what arrives later`() {
    var inbound = ByteBuffer(string: "head")
    let slice = inbound.getSlice(at: 0, length: 4)
    inbound.receive(ByteBuffer(string: "more"))
    #expect(slice.map { String(buffer: $0) } == "head")
    #expect(String(buffer: inbound) == "headmore")
  }

  @Test func `a batch is handed over once`() {
    var outbound = OutboundBytes()
    #expect(outbound.take() == nil)
    outbound.bytes.writeString("a")
    #expect(outbound.take() == ByteBuffer(string: "a"))
    #expect(outbound.take() == nil)
  }

  @Test func `a batch that comes back leaves what was collected meanwhile alone`() throws {
    var outbound = OutboundBytes()
    outbound.bytes.writeString("a")
    let taken = outbound.take()
    let batch = try #require(taken)
    outbound.bytes.writeString("b")
    outbound.recycle(batch)
    #expect(outbound.take() == ByteBuffer(string: "b"))
  }

  @Test func `the storage of a large response is not kept`() throws {
    var outbound = OutboundBytes()
    outbound.bytes.writeRepeatingByte(0, count: 1_000_000)
    #expect(outbound.isFull)
    let batch = outbound.take()
    outbound.recycle(try #require(batch))
    #expect(outbound.bytes.capacity < 100_000)
    #expect(!outbound.isFull)
  }

  @Test(arguments: [(-1, ""), (0, ""), (2, "ab"), (4, "abcd"), (5, "abcd")])
  func `a batch can be cut off`(length: Int, rest: String) {
    var outbound = OutboundBytes()
    outbound.bytes.writeString("abcd")
    outbound.truncate(to: length)
    #expect(String(buffer: outbound.bytes) == rest)
  }
}
