import Glibc
import NIOPosix
import Synchronization

/// Writes lines to a file descriptor behind everybody's back.
///
/// Lines are put into a buffer under a lock; a thread of its own waits a moment for more of them and writes what is there. When the other
/// end is slower than we are, the buffer fills, and lines that find no room are dropped and counted: nobody waits for a log.
package final class LogWriter: Sendable {
  /// How long lines wait for company: writing each by itself would cost more than all the rest of it.
  ///
  /// Microseconds.
  private static let patience: UInt32 = 20_000

  private struct State {
    var isClosing = false
    var pending: [UInt8] = []
    var isWriting = false
    var dropped = 0
  }

  private let descriptor: CInt
  private let limit: Int
  private let state = Mutex(State())
  private let thread: NIOThreadPool

  /// - Parameters:
  ///   - descriptor: stays open; it is not ours to close.
  ///   - limit: bytes that may wait.
  package init(to descriptor: CInt, limit: Int = 1 << 20) {
    self.descriptor = descriptor
    self.limit = limit
    // Somebody who stops reading must not end us; for the whole process, as a write to a pipe cannot be told otherwise.
    signal(SIGPIPE, SIG_IGN)
    thread = NIOThreadPool(numberOfThreads: 1)
    thread.start()
  }

  /// Lines that found no room since the start.
  package var droppedLines: Int { state.withLock(\.dropped) }

  /// Whether the other end is a terminal.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Enters a line.
  ///
  /// - Parameter line: appends its bytes, the end of the line included.
  package func write(_ line: (inout [UInt8]) -> Void) {
    let begins = state.withLock { state -> Bool in
      guard state.pending.count < limit else {
        state.dropped += 1
        return false
      }
      line(&state.pending)
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if begins { thread.submit { [self] state in if case .active = state { drain(after: Self.patience) } } }
  }

  /// Writes what waits, and ends; lines that come later are dropped.
  package func close() async {
    state.withLock { $0.isClosing = true }
    try? await thread.shutdownGracefully()
    drain(after: 0)
  }

  /// Writes until nothing waits.
  private func drain(after pause: UInt32) {
    var bytes: [UInt8] = []
    while true {
      if pause > 0, !state.withLock(\.isClosing) { usleep(pause) }
      bytes.removeAll(keepingCapacity: true)
      let hasMore = state.withLock { state in
        swap(&bytes, &state.pending)
        if bytes.isEmpty { state.isWriting = false }
        return !bytes.isEmpty
      }
      guard hasMore else { return }
      write(bytes)
    }
  }

  private func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        // Nobody reads any more, or the disk is full: there is no place to complain to.
        return
      }
    }
  }
}
