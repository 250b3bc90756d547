import Synchronization
import Testing

@testable import KongClient

@Suite(.timeLimit(.minutes(1))) struct `Concurrency limit` {
  /// Counts who is inside.
  final class Room: Sendable {
    private let counts = Mutex((inside: 0, most: 0, order: [Int]()))

    var inside: Int { counts.withLock { $0.inside } }
    var most: Int { counts.withLock { $0.most } }
    var order: [Int] { counts.withLock { $0.order } }

    func enter(_ number: Int) {
      counts.withLock {
        $0.inside += 1
        $0.most = max($0.most, $0.inside)
        $0.order.append(number)
      }
    }

    func leave() { counts.withLock { $0.inside -= 1 } }
  }

  /// Waits for a state that other tasks bring about.
  func until(_ holds: () -> Bool) async {
    while !holds() { await Task.yield() }
  }

  @Test func `lets no more pass than it says, and all of them in the end, who came last first`() async throws {
    let limit = ConcurrencyLimit(3)
    let room = Room()
    let gate = Gate()
    var tasks: [Task<Void, any Error>] = []
    for number in 0..<100 {
      tasks.append(
        Task {
          try await limit.run {
            room.enter(number)
            await gate.wait()
            room.leave()
          }
        })
      // One after the other, so that their order is known.
      await until { room.inside + limit.waitingCount == number + 1 }
    }
    #expect(room.inside == 3)
    gate.open()
    for task in tasks { try await task.value }
    #expect(room.most == 3)
    #expect(room.order.sorted() == Array(0..<100))
    #expect(room.order[3...5] == [99, 98, 97])
    #expect(room.inside == 0)
    #expect(limit.waitingCount == 0)
  }

  @Test func `who is cancelled leaves the queue, and costs nobody a place`() async throws {
    let limit = ConcurrencyLimit(1)
    let gate = Gate()
    let room = Room()
    let first = Task {
      try await limit.run {
        room.enter(0)
        await gate.wait()
      }
    }
    await until { room.inside == 1 }
    let waiting = (1...200).map { number in Task { try await limit.run { room.enter(number) } } }
    await until { limit.waitingCount == 200 }
    for task in waiting.dropLast() { task.cancel() }
    await until { limit.waitingCount == 1 }
    gate.open()
    try await first.value
    for task in waiting.dropLast() { await #expect(throws: CancellationError.self) { try await task.value } }
    try await waiting[199].value
    #expect(room.order == [0, 200])
    // The place is free again.
    try await limit.run { room.enter(201) }
  }

  @Test func `what throws gives its place back`() async throws {
    struct Failure: Error {}
    let limit = ConcurrencyLimit(1)
    for _ in 1...3 {
      await #expect(throws: Failure.self) { try await limit.run { throw Failure() } }
    }
    #expect(try await limit.run { 1 } == 1)
  }
}
