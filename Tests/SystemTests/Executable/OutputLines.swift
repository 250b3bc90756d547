import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// The lines that a process writes to one of its outputs, as they come.
///
/// Read by NIO: Foundation's own reading of pipes can crash when one is closed while it looks.
final class OutputLines: Output, Sendable {
  private let writingEnd: FileHandle
  private let lines: AsyncStream<String>
  private let read = Mutex<[String]>([])

  /// What has been looked at so far, for the report of a failure.
  var linesRead: [String] { read.withLock { $0 } }

  init() async throws {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { throw CocoaError(.fileWriteUnknown) }
    // Else processes that are started later would keep the pipe open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    writingEnd = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    let (lines, line) = AsyncStream.makeStream(of: String.self)
    self.lines = lines
    _ = try await NIOPipeBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(LineReader(line)) }
      }
      .takingOwnershipOfDescriptor(input: ends[0]).get()
  }

  var destination: Any { writingEnd }

  func processHasStarted() {
    try? writingEnd.close()
  }

  /// The next line that contains `text`; nil when the output ends before it.
  func first(containing text: String) async -> String? {
    for await line in lines {
      read.withLock { $0.append(line) }
      if line.contains(text) { return line }
    }
    return nil
  }

  /// Reads to the end; all lines that came, those that were looked at before included.
  func rest() async -> [String] {
    for await line in lines { read.withLock { $0.append(line) } }
    return linesRead
  }
}

/// Cuts bytes into lines.
private final class LineReader: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let line: AsyncStream<String>.Continuation
  private var unfinished = ""

  init(_ line: AsyncStream<String>.Continuation) {
    self.line = line
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    unfinished += String(buffer: unwrapInboundIn(data))
    var parts = unfinished.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    unfinished = parts.removeLast()
    for part in parts { line.yield(part) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    line.finish()
  }
}
