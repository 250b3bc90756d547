import NIOCore

/// The work behind a pending reply: one task, and one hop back to the event loop with what it yields.
///
/// Confined to its event loop, like the connection that waits for it.
final class PendingReply {
  let request: Request
  let startedAt: NIODeadline
  private var task: Task<Void, Never>?

  init(to request: Request, startedAt: NIODeadline) {
    self.request = request
    self.startedAt = startedAt
  }

  /// Starts the work.
  ///
  /// - Parameters:
  ///   - work: yields the response; ``cancel()`` cancels it.
  ///   - loop: where `completion` runs.
  ///   - completion: runs once, also after a cancellation.
  func start(
    _ work: @escaping @Sendable () async -> Response, on loop: any EventLoop,
    completion: @escaping @Sendable (Response) -> Void
  ) {
    task = Task {
      let response = await work()
      loop.execute { completion(response) }
    }
  }

  func cancel() {
    task?.cancel()
  }
}
