import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// The lines that a process writes, as they come.
///
/// Read by NIO: Foundation's own reading of pipes can crash when one is closed while it looks.
package final class OutputLines: Sendable {
  /// What the process is given.
  let writingEnd: FileHandle
  private let lines: AsyncStream<String>
  private let read = Mutex<[String]>([])

  /// What has been looked at so far, for the report of a failure.
  package var linesRead: [String] { read.withLock { $0 } }

  init() async throws {
    var ends: [CInt] = [-1, -1]
    // Sockets, as they are born with the flag: processes that are started meanwhile would keep a pipe open.
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw CocoaError(.fileWriteUnknown) }
    writingEnd = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    let (lines, line) = AsyncStream.makeStream(of: String.self)
    self.lines = lines
    _ = try await NIOPipeBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(LineReader(line)) }
      }
      .takingOwnershipOfDescriptor(input: ends[0]).get()
  }

  /// Is told that the process has its own copy of the writing end.
  func processHasStarted() {
    try? writingEnd.close()
  }

  /// Reads on until a line is the awaited one; nil when the output ends before it.
  package func first(where isAwaited: (String) throws -> Bool) async rethrows -> String? {
    for await line in lines {
      read.withLock { $0.append(line) }
      if try isAwaited(line) { return line }
    }
    return nil
  }

  /// Reads to the end; all lines that came.
  func rest() async -> [String] {
    _ = await first { _ in false }
    return linesRead
  }
}

/// Cuts bytes into lines.
private final class LineReader: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let line: AsyncStream<String>.Continuation
  private var unfinished = ByteBuffer()

  init(_ line: AsyncStream<String>.Continuation) {
    self.line = line
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    unfinished.writeBuffer(&bytes)
    while let length = unfinished.readableBytesView.firstIndex(of: UInt8(ascii: "\n")).map({
      $0 - unfinished.readerIndex
    }),
      let text = unfinished.readString(length: length)
    {
      unfinished.moveReaderIndex(forwardBy: 1)
      line.yield(text)
    }
    unfinished.discardReadBytes()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if unfinished.readableBytes > 0 { line.yield(String(buffer: unfinished)) }
    line.finish()
  }
}
