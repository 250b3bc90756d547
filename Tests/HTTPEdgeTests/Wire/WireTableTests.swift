import NIOCore
import NIOEmbedded
import Testing

@testable import HTTPEdge

/// What the server makes of bytes, whatever pieces they arrive in.
struct WireTableTests {
  @Test(arguments: WireCase.all)
  func `bytes are served or refused as the table says`(_ wireCase: WireCase) throws {
    let transcript = try Transcript(of: [wireCase.bytes])
    #expect(try transcript.outcomes == wireCase.outcomes)
    #expect(transcript.isOpen == wireCase.staysOpen)
  }

  @Test(arguments: WireCase.all)
  func `a connection says so before it ends`(_ wireCase: WireCase) throws {
    let responses = try Transcript(of: [wireCase.bytes]).responses.filter { $0.status != 100 }
    #expect(responses.dropLast().allSatisfy { !$0.endsConnection })
    if let last = responses.last { #expect(last.endsConnection != wireCase.staysOpen) }
  }

  @Test(arguments: WireCase.all)
  func `every response has a date and a length and no control character`(_ wireCase: WireCase) throws {
    for response in try Transcript(of: [wireCase.bytes]).responses where response.status != 100 {
      #expect(response["Date"] == "Sun, 06 Nov 1994 08:49:37 GMT")
      #expect(response["Content-Length"] != nil)
      #expect(response.fields.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
      if response.status != 200 {
        #expect(response.body.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F })
      }
    }
  }

  @Test(arguments: WireCase.all)
  func `the answer does not depend on how the bytes are split`(_ wireCase: WireCase) throws {
    let whole = try Transcript(of: [wireCase.bytes])
    for position in 1..<max(1, wireCase.bytes.count) {
      let parts = [Array(wireCase.bytes[..<position]), Array(wireCase.bytes[position...])]
      try #require(Transcript(of: parts).withoutInterim == whole.withoutInterim, "split at \(position)")
    }
    #expect(try Transcript(of: wireCase.bytes.map { [$0] }).withoutInterim == whole.withoutInterim, "byte by byte")
  }
}

/// What a client sees of one connection.
private struct Transcript: Equatable {
  var received: [UInt8] = []
  var isOpen: Bool

  /// Feeds a fresh connection.
  init(of parts: [[UInt8]]) throws {
    let channel = EmbeddedChannel()
    let handler = HTTPExchangeHandler(
      ServerConfiguration(port: 0, requestIDField: nil, limits: WireCase.limits), slot: ResponderSlot(EchoResponder()),
      loop: LoopState(wallClock: { 784_111_777 }))
    try channel.pipeline.syncOperations.addHandler(handler)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    for part in parts where channel.isActive { try channel.writeInbound(ByteBuffer(bytes: part)) }
    isOpen = channel.isActive
    while let written = try channel.readOutbound(as: ByteBuffer.self) { received += written.readableBytesView }
    _ = try channel.finish(acceptAlreadyClosed: true)
  }

  var responses: [ReceivedResponse] {
    get throws { try ReceivedResponse.all(in: received) }
  }

  var outcomes: [String] {
    get throws { try responses.map(\.outcome) }
  }

  /// Without `100 Continue`, which depends on whether the client was in fact waiting.
  var withoutInterim: Transcript {
    var copy = self
    copy.received = Array(
      String(decoding: received, as: UTF8.self).replacing("HTTP/1.1 100 Continue\r\n\r\n", with: "").utf8)
    return copy
  }
}
