import Synchronization
import Testing

@testable import AuthenticationService

@Suite(.timeLimit(.minutes(1))) struct `An export that is asked for` {
  @Test func `is given up when its time is over`() async {
    let wasCancelled = Mutex(false)
    let flush = MetricFlush(
      within: .seconds(5), sleep: { #expect($0 == .seconds(5)) },
      {
        // Ends by cancellation alone.
        for await _ in AsyncStream<Void>.makeStream().stream {}
        wasCancelled.withLock { $0 = Task.isCancelled }
        return .exported(1, rejected: 0)
      })
    #expect(await flush.start().value.outcome == .failed("not exported within 5s"))
    #expect(wasCancelled.withLock { $0 })
  }

  @Test func `goes on without those who have asked for it`() async {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    let flush = MetricFlush(
      within: .seconds(5), sleep: { _ in for await _ in AsyncStream<Void>.makeStream().stream {} },
      {
        for await _ in stream {}
        return Task.isCancelled ? .failed("cancelled") : .exported(1, rejected: 0)
      })
    let running = flush.start()
    let leaving = Task { await running.value }
    leaving.cancel()
    continuation.finish()
    #expect(await running.value.outcome == .exported(1, rejected: 0))
  }
}
