import Testing

/// Things that happen, in their order, for one task that waits for them.
final class EventLog<Event: Sendable & Equatable>: Sendable {
  private let events: AsyncStream<Event>
  private let continuation: AsyncStream<Event>.Continuation

  init() {
    (events, continuation) = AsyncStream.makeStream(of: Event.self)
  }

  @Sendable func note(_ event: Event) { continuation.yield(event) }

  /// The next one that nobody has asked for yet; throws when the task is cancelled.
  func next() async throws -> Event {
    for await event in events { return event }
    throw CancellationError()
  }

  /// Waits for as many, and compares.
  func expect(_ expected: Event..., sourceLocation: SourceLocation = #_sourceLocation) async throws {
    for event in expected {
      let actual = try await next()
      #expect(actual == event, sourceLocation: sourceLocation)
    }
  }
}
