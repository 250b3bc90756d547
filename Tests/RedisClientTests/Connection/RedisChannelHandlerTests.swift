import NIOCore
import NIOEmbedded
import Testing

@testable import RedisClient

/// One connection on a loop whose time stands still until the test moves it.
@Suite struct `Redis channel handler` {
  /// What commands came to, in the order in which they heard of it.
  final class Outcomes {
    var all: [String] = []

    func add(_ name: String) -> (Result<RESPValue, RedisFailure>) -> Void {
      { self.all.append("\(name): \(Self.text($0))") }
    }

    private static func text(_ result: Result<RESPValue, RedisFailure>) -> String {
      switch result {
      case .success(.string(let bytes)): String(buffer: bytes)
      case .success(let value): "\(value)"
      case .failure(let failure): "\(failure)"
      }
    }
  }

  let channel = EmbeddedChannel()
  let handler = RedisChannelHandler(limit: 3)
  let outcomes = Outcomes()

  init() throws {
    try channel.pipeline.syncOperations.addHandler(handler)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  @discardableResult
  private func send(_ name: String, within time: TimeAmount = .seconds(10)) -> CommandPipeline.ID? {
    var buffer = ByteBuffer()
    buffer.writeCommand([ByteBuffer(string: name)])
    return handler.send(buffer, deadline: channel.embeddedEventLoop.now + time, outcomes.add(name))
  }

  private func receive(_ text: String) throws {
    try channel.writeInbound(ByteBuffer(string: text))
  }

  @Test func `commands go out at once, and replies in pieces find their way`() throws {
    send("ONE")
    send("TWO")
    #expect(try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) } == "*1\r\n$3\r\nONE\r\n")
    #expect(try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) } == "*1\r\n$3\r\nTWO\r\n")
    try receive("+fir")
    #expect(outcomes.all.isEmpty)
    try receive("st\r\n$6\r\nsecond\r\n")
    #expect(outcomes.all == ["ONE: first", "TWO: second"])
  }

  @Test func `a command whose time is up is told so, and its late reply harms nobody`() throws {
    send("SLOW", within: .seconds(1))
    send("OTHER", within: .seconds(5))
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(outcomes.all == ["SLOW: timeout"])
    try receive("+late\r\n+right\r\n")
    #expect(outcomes.all == ["SLOW: timeout", "OTHER: right"])
    channel.embeddedEventLoop.advanceTime(by: .seconds(60))
    #expect(outcomes.all.count == 2)
  }

  @Test func `a command that is given up is forgotten`() throws {
    let id = try #require(send("ONE"))
    handler.abandon(id)
    handler.abandon(id)
    send("TWO")
    try receive("+one\r\n+two\r\n")
    #expect(outcomes.all == ["ONE: cancelled", "TWO: two"])
  }

  @Test func `one command too many is refused at once`() {
    for name in ["A", "B", "C"] { send(name) }
    #expect(send("D") == nil)
    #expect(outcomes.all == ["D: busy"])
  }

  @Test func `a lost connection is told to all, and to those who come later`() throws {
    send("ONE")
    send("TWO")
    try channel.close().wait()
    send("LATE")
    #expect(outcomes.all == ["ONE: disconnected", "TWO: disconnected", "LATE: disconnected"])
  }

  @Test(arguments: ["nonsense\r\n", "+one\r\n+two\r\n", "$99999999999\r\n"])
  func `what is no reply ends the connection`(text: String) throws {
    send("ONE")
    try receive(text)
    #expect(!channel.isActive)
    #expect(outcomes.all.count == 1)
  }
}
