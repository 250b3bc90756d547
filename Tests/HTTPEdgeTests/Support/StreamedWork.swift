import HTTPEdge
import Synchronization

/// Content of streamed replies that a test yields piece by piece; one stream for each request that has content.
struct StreamedWork: Sendable {
  enum Event: Equatable {
    case opened, ended
  }

  private let pieces = Pieces()
  private let events: AsyncStream<Event>
  private let event: AsyncStream<Event>.Continuation

  private final class Pieces: Sendable {
    let current = Mutex<AsyncStream<[UInt8]>.Continuation?>(nil)
  }

  init() {
    (events, event) = AsyncStream.makeStream()
  }

  func reply() -> Reply {
    .stream(
      StreamedResponse(Response(ResponseHead(.ok, fields: HeaderBlock([("Echo", "stream")])))) { [pieces, event] in
        let (content, continuation) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(1))
        continuation.onTermination = { _ in event.yield(.ended) }
        pieces.current.withLock { $0 = continuation }
        event.yield(.opened)
        return content
      })
  }

  /// Yields the next piece; a client that is behind misses those before it.
  func send(_ text: String) {
    pieces.current.withLock { _ = $0?.yield(Array(text.utf8)) }
  }

  /// There is no more content.
  func finish() {
    pieces.current.withLock { $0?.finish() }
  }

  /// Waits until a stream is opened, or has ended however it did.
  func waitFor(_ wanted: Event) async -> Bool {
    for await event in events where event == wanted { return true }
    return false
  }
}

extension ScriptedResponder {
  /// Answers `/stream` with `work`, everything else at once.
  init(streaming work: StreamedWork) {
    self.init { $0.path == "/stream" ? work.reply() : .ready(EchoResponder.response(to: $0)) }
  }
}
