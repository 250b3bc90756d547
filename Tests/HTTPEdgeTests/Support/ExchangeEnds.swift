import HTTPEdge

/// Tells a test when an exchange has ended, for whatever follows in the same tick of the event loop.
final class ExchangeEnds: ExchangeObserver {
  private let ends: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (ends, continuation) = AsyncStream.makeStream(of: Void.self)
  }

  func next() async {
    for await _ in ends { return }
  }

  func began(_ request: inout Request) {}

  func ended(_ request: Request, _ outcome: ExchangeOutcome) { continuation.yield() }

  func refused(_ request: inout Request?, _ outcome: ExchangeOutcome) {}
}
