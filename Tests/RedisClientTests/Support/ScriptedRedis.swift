import NIOCore
import NIOPosix
import RedisClient
import Synchronization

/// A server that answers what a test wants it to, for what real ones do not do on demand.
final class ScriptedRedis: Sendable {
  /// What becomes of a command.
  ///
  /// `PORT` in a text stands for that of the server.
  enum Answer: Sendable {
    case text(String)
    /// Each byte in a packet of its own.
    case bytewise(String)
    case nothing
    /// The connection ends in good order, after all that was said.
    case close
    /// The connection is reset after these bytes.
    case reset(after: String)
  }

  /// What the words of a command are answered with, on the connection of a number that counts from 1; nil for what a server
  /// would say that is well.
  typealias Script = @Sendable (_ command: [String], _ connection: Int) -> Answer?

  private let script: Script
  private let accepted = Mutex<[any Channel]>([])
  private let heard = Mutex<[[String]]>([])
  private let listener = Mutex<(any Channel)?>(nil)

  private init(_ script: @escaping Script) {
    self.script = script
  }

  /// Listens while `body` runs.
  static func use<Result: Sendable>(
    _ script: @escaping Script, _ body: (ScriptedRedis) async throws -> Result
  ) async throws -> Result {
    let server = ScriptedRedis(script)
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        let number = server.accepted.withLock { accepted in
          accepted.append(channel)
          return accepted.count
        }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ScriptedConnection { server.answer(to: $0, on: number) })
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    server.listener.withLock { $0 = listener }
    let result: Result
    do {
      result = try await body(server)
    } catch {
      await server.close()
      throw error
    }
    await server.close()
    return result
  }

  var port: Int { listener.withLock { $0?.localAddress?.port } ?? 0 }
  var address: RedisAddress { .tcp(host: "127.0.0.1", port: port) }

  /// Connections that there were so far.
  var connections: Int { accepted.withLock { $0.count } }

  /// Commands that came so far, on all connections.
  var commands: [[String]] { heard.withLock { $0 } }

  /// Says something unasked on the connections that there are.
  func say(_ text: String) {
    for channel in accepted.withLock({ $0 }) { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }
  }

  private func answer(to command: [String], on connection: Int) -> Answer {
    heard.withLock { $0.append(command) }
    let answer = script(command, connection) ?? Self.wellAnswer(to: command)
    guard case .text(let text) = answer else { return answer }
    return .text(text.replacing("PORT", with: "\(port)"))
  }

  private func close() async {
    try? await listener.withLock { $0 }?.close().get()
    for channel in accepted.withLock({ $0 }) { try? await channel.close().get() }
  }

  private static func wellAnswer(to command: [String]) -> Answer {
    switch command.first {
    case "HELLO": .text("%2\r\n+server\r\n+redis\r\n+version\r\n+7.0.0\r\n")
    case "INFO": .text("$25\r\n# Server\r\nredis_version:1\r\n")
    case "PING": .text("+PONG\r\n")
    case "GET": .text("$-1\r\n")
    case "ROLE": .text("*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n")
    default: .text("+OK\r\n")
    }
  }
}

/// Reads commands and carries out what becomes of them.
private final class ScriptedConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let answer: @Sendable ([String]) -> ScriptedRedis.Answer
  private var decoder = RESPDecoder()
  private var unread = ByteBuffer()

  init(_ answer: @escaping @Sendable ([String]) -> ScriptedRedis.Answer) {
    self.answer = answer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    unread.writeBuffer(&bytes)
    while let command = try? decoder.next(from: &unread) {
      carryOut(answer((command.elements ?? []).compactMap(\.text)), context)
    }
  }

  private func carryOut(_ answer: ScriptedRedis.Answer, _ context: ChannelHandlerContext) {
    switch answer {
    case .text(let text): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    case .bytewise(let text):
      for byte in text.utf8 { context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: [byte])), promise: nil) }
    case .nothing: break
    case .close: context.close(promise: nil)
    case .reset(let text):
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
      // A close without delay drops what was not taken yet, and says so by a reset.
      (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in }
      context.close(promise: nil)
    }
  }
}
