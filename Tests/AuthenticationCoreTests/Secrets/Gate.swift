/// A door that one task waits at until another opens it; a cancelled task does not wait.
struct Gate: Sendable {
  private let stream: AsyncStream<Never>
  private let continuation: AsyncStream<Never>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream()
  }

  func open() {
    continuation.finish()
  }

  func pass() async {
    for await _ in stream {}
  }
}

/// Lets other tasks run until a condition holds.
func until(_ condition: () -> Bool) async {
  while !condition() { await Task.yield() }
}
