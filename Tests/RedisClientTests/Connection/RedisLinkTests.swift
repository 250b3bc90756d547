import NIOCore
import NIOEmbedded
import Testing

@testable import RedisClient

/// One connection on a loop whose time stands still until the test moves it.
@Suite(.timeLimit(.minutes(1))) struct `Redis link` {
  let channel = NIOAsyncTestingChannel()
  let link: RedisLink

  init() async throws {
    let channel = channel
    link = try await channel.eventLoop.submit {
      let handler = RedisChannelHandler(silenceLimit: .seconds(10))
      let link = RedisLink(handler, on: channel, limit: 3)
      try channel.pipeline.syncOperations.addHandler(handler)
      return link
    }.get()
    try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
  }

  /// Sends a command; what it came to, as text.
  private func send(_ name: StaticString, within limit: Duration = .seconds(100)) async -> String {
    do throws(RedisFailure) {
      let value = try await link.send(RedisCommand(name), within: limit)
      return value.text ?? "\(value)"
    } catch {
      return "\(error)"
    }
  }

  /// The next bytes that went out.
  private func sent() async throws -> String {
    String(buffer: try await channel.waitForOutboundWrite(as: ByteBuffer.self))
  }

  private func receive(_ text: String) async throws {
    try await channel.writeInbound(ByteBuffer(string: text))
  }

  /// Ends the connection as the other side would.
  private func hangUp() async throws {
    try await channel.close().get()
  }

  @Test func `replies in pieces find their way`() async throws {
    async let one = send("ONE")
    #expect(try await sent() == "*1\r\n$3\r\nONE\r\n")
    async let two = send("TWO")
    #expect(try await sent() == "*1\r\n$3\r\nTWO\r\n")
    try await receive("+fir")
    try await receive("st\r\n$6\r\nsecond\r\n")
    #expect(await one == "first")
    #expect(await two == "second")
  }

  @Test func `a command whose time is up is told so, and its late reply harms nobody`() async throws {
    async let slow = send("SLOW", within: .seconds(1))
    _ = try await sent()
    async let other = send("OTHER")
    _ = try await sent()
    await channel.testingEventLoop.advanceTime(by: .seconds(2))
    #expect(await slow == "no reply in time")
    try await receive("+late\r\n+right\r\n")
    #expect(await other == "right")
  }

  @Test func `a command that is given up is forgotten`() async throws {
    let first = Task { await send("ONE") }
    _ = try await sent()
    first.cancel()
    #expect(await first.value == "given up")
    async let second = send("TWO")
    _ = try await sent()
    try await receive("+one\r\n+two\r\n")
    #expect(await second == "two")
  }

  @Test func `who is cancelled already is not sent`() async throws {
    let task = Task { () -> String in
      withUnsafeCurrentTask { $0?.cancel() }
      return await send("ONE")
    }
    #expect(await task.value == "given up")
    async let next = send("TWO")
    #expect(try await sent() == "*1\r\n$3\r\nTWO\r\n")
    try await receive("+ok\r\n")
    #expect(await next == "ok")
  }

  @Test func `one command too many is refused at once`() async throws {
    let tasks = [Task { await send("A") }, Task { await send("B") }, Task { await send("C") }]
    var bytes = 0
    while bytes < 3 * 11 { bytes += try await sent().utf8.count }
    #expect(await send("D") == "too many commands wait")
    try await hangUp()
    for task in tasks { #expect(await task.value == "not connected") }
  }

  @Test func `a lost connection is told to all, and to those who come later`() async throws {
    async let early = send("ONE")
    _ = try await sent()
    try await hangUp()
    #expect(await early == "not connected")
    #expect(await send("LATE") == "not connected")
  }

  @Test(arguments: ["nonsense\r\n", "+one\r\n+two\r\n", "$99999999999\r\n"])
  func `what is no reply ends the connection`(text: String) async throws {
    async let outcome = send("ONE")
    _ = try await sent()
    try await receive(text)
    try await channel.closeFuture.get()
    #expect(await ["one", "what came is no reply"].contains(outcome))
    #expect(await send("TWO") == "not connected")
  }

  @Test func `a server that owes replies and is silent for long is given up`() async throws {
    async let first = send("ONE", within: .seconds(1))
    _ = try await sent()
    await channel.testingEventLoop.advanceTime(by: .seconds(2))
    #expect(await first == "no reply in time")
    #expect(channel.isActive)
    async let second = send("TWO", within: .seconds(30))
    _ = try await sent()
    await channel.testingEventLoop.advanceTime(by: .seconds(40))
    #expect(await second == "no reply in time")
    try await channel.closeFuture.get()
  }

  @Test func `preludes go out right before, and their replies are thrown away`() async throws {
    let preludes = [RedisCommand("MULTI"), RedisCommand("INCR", ["k"])]
    async let outcome = link.send(RedisCommand("EXEC"), after: preludes, within: .seconds(100))
    #expect(
      try await sent() == "*1\r\n$5\r\nMULTI\r\n*2\r\n$4\r\nINCR\r\n$1\r\nk\r\n*1\r\n$4\r\nEXEC\r\n")
    try await receive("+OK\r\n+QUEUED\r\n*1\r\n:1\r\n")
    #expect(try await outcome == .array([.integer(1)]))
  }

  @Test func `an error among replies is the server's no`() async throws {
    async let outcome = send("GET")
    _ = try await sent()
    try await receive("-WRONGTYPE Operation against a key holding the wrong kind of value\r\n")
    #expect(await outcome == "answered WRONGTYPE")
  }
}
