import NIOCore

/// The content of a streamed response on its way to one client: one task, which waits for the next piece only when the client
/// has room for it.
///
/// Confined to its event loop, like the connection that it belongs to.
final class OutgoingStream {
  /// Goes on to the next piece, or not.
  typealias Turn = CheckedContinuation<Bool, Never>

  let request: Request
  let startedAt: NIODeadline
  /// The code of the status.
  let status: Int
  /// Whether pieces are sent as chunks (RFC 9112, section 7.1); otherwise the end of the connection is the end of the content.
  let isChunked: Bool
  /// Bytes of content that were handed to the channel.
  private(set) var contentBytes = 0
  /// Bytes of content that the client had taken when progress was last seen; nil while nothing waits to be sent.
  private(set) var takenBytes: Int?
  private var task: Task<Void, Never>?
  private var waiting: Turn?

  init(to request: Request, startedAt: NIODeadline, status: Int, isChunked: Bool) {
    self.request = request
    self.startedAt = startedAt
    self.status = status
    self.isChunked = isChunked
  }

  /// Starts to send.
  ///
  /// - Parameters:
  ///   - content: is opened in the task.
  ///   - loop: where `send` and `end` run.
  ///   - send: takes one piece, and resumes when there may be another one.
  ///   - end: runs when there is no more.
  func start(
    _ content: @escaping @Sendable () -> AsyncStream<[UInt8]>, on loop: any EventLoop,
    send: @escaping @Sendable ([UInt8], Turn) -> Void, end: @escaping @Sendable () -> Void
  ) {
    task = Task {
      for await piece in content() where !piece.isEmpty {
        guard await withCheckedContinuation({ turn in loop.execute { send(piece, turn) } }) else { return }
      }
      loop.execute(end)
    }
  }

  /// Appends a piece in its framing.
  func write(_ piece: [UInt8], into buffer: inout ByteBuffer) {
    contentBytes += piece.count
    guard isChunked else {
      buffer.writeBytes(piece)
      return
    }
    buffer.writeString(String(piece.count, radix: 16) + "\r\n")
    buffer.writeBytes(piece)
    buffer.writeStaticString("\r\n")
  }

  /// Appends what says that the content is complete.
  func writeEnd(into buffer: inout ByteBuffer) {
    if isChunked { buffer.writeStaticString("0\r\n\r\n") }
  }

  /// Keeps the turn until the client has room again.
  func wait(_ turn: Turn) {
    waiting = turn
  }

  /// Goes on, if it waits.
  func proceed() {
    waiting?.resume(returning: true)
    waiting = nil
  }

  /// Ends the task; nobody is told.
  func cancel() {
    task?.cancel()
    waiting?.resume(returning: false)
    waiting = nil
  }

  /// Notes how much waits to be sent; whether that is progress, or the beginning of a wait.
  func hasProgressed(unsent: Int) -> Bool {
    guard unsent > 0 else {
      takenBytes = nil
      return true
    }
    let taken = contentBytes - unsent
    guard takenBytes.map({ taken > $0 }) ?? true else { return false }
    takenBytes = taken
    return true
  }
}
