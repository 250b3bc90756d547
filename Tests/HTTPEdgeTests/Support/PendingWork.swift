import HTTPEdge

/// Work behind a pending reply that a test finishes when it likes.
struct PendingWork: Sendable {
  private let answers: AsyncStream<Response>
  private let answer: AsyncStream<Response>.Continuation
  private let events: AsyncStream<Event>
  private let event: AsyncStream<Event>.Continuation

  enum Event: Equatable {
    case started, finished, cancelled
  }

  init() {
    (answers, answer) = AsyncStream.makeStream()
    (events, event) = AsyncStream.makeStream()
  }

  /// A reply that waits for ``finish()``.
  func reply(to request: Request) -> Reply {
    .pending { [answers, event] in
      event.yield(.started)
      for await response in answers {
        event.yield(.finished)
        return response
      }
      event.yield(Task.isCancelled ? .cancelled : .finished)
      return EchoResponder.response(to: request)
    }
  }

  /// Lets the work answer with an echo.
  func finish() {
    answer.finish()
  }

  /// Lets the work answer so.
  func finish(with response: Response) {
    answer.yield(response)
  }

  /// Waits until the work has begun, has finished or has noticed its cancellation.
  func waitFor(_ wanted: Event) async -> Bool {
    for await event in events where event == wanted { return true }
    return false
  }
}

extension ScriptedResponder {
  /// Answers `/wait` with `work`, everything else at once.
  init(waitingFor work: PendingWork) {
    self.init { $0.path == "/wait" ? work.reply(to: $0) : .ready(EchoResponder.response(to: $0)) }
  }

  /// Answers everything with a body of `size` bytes.
  init(bodyOf size: Int) {
    let response = Response(ResponseHead(.ok, fields: .empty), body: [UInt8](repeating: UInt8(ascii: "a"), count: size))
    self.init { _ in .ready(response) }
  }
}
