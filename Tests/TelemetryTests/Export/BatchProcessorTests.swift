import RedisTestSupport
import Telemetry
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Batch processor` {
  @Test func `a batch is exported as soon as it is whole`() async throws {
    try await Processing.run { test in
      test.offer(1...3)
      #expect(try await test.batches(1) == [[1, 2, 3]])
      try await eventually { test.processor.counts.exported == 3 }
    }
  }

  @Test func `a record waits for others half a second, and no longer`() async throws {
    try await Processing.run { test in
      test.offer(1...1)
      try await test.waits(.milliseconds(500))
      test.clock.advance(by: .milliseconds(499))
      test.offer(2...2)
      #expect(test.clock.sleeps == [.milliseconds(1)])
      #expect(test.export.batches.isEmpty)
      test.clock.advance(by: .milliseconds(1))
      #expect(try await test.batches(1) == [[1, 2]])
      // The next one waits as long again.
      test.offer(3...3)
      try await test.waits(.milliseconds(500))
    }
  }

  @Test func `a record that comes during an export is exported after it, in its time`() async throws {
    try await Processing.run { test in
      test.export.hold()
      test.offer(1...3)
      try await eventually { test.export.isHeld }
      test.offer(4...4)
      test.clock.advance(by: .milliseconds(400))
      #expect(test.processor.counts.inFlight == 3)
      #expect(test.processor.counts.waiting == 1)
      test.export.release()
      try await test.waits(.milliseconds(100))
      test.clock.advance(by: .milliseconds(100))
      #expect(try await test.batches(2) == [[1, 2, 3], [4]])
    }
  }

  @Test func `one export runs at a time, and what waits follows in batches`() async throws {
    try await Processing.run { test in
      test.export.hold()
      test.offer(1...3)
      try await eventually { test.export.isHeld }
      test.offer(4...10)
      #expect(test.export.batches == [[1, 2, 3]])
      test.export.release()
      #expect(try await test.batches(3) == [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
      try await test.waits(.milliseconds(500))
      #expect(test.processor.counts.waiting == 1)
    }
  }

  @Test func `the oldest records make room, and each is counted`() async throws {
    try await Processing.run { test in
      test.export.hold()
      test.offer(1...3)
      try await eventually { test.export.isHeld }
      test.offer(4...16)
      let counts = test.processor.counts
      #expect(counts.accepted == 16)
      #expect(counts.dropped == 5)
      #expect(counts.waiting == 8)
      #expect(counts.inFlight == 3)
      test.export.release(.failed)
      #expect(try await test.batches(3) == [[1, 2, 3], [9, 10, 11], [12, 13, 14]])
      try await eventually { test.processor.counts.exported == 6 }
      #expect(test.processor.counts.failed == 3)
    }
  }

  @Test func `records that the receiver rejects have failed`() async throws {
    try await Processing.run { test in
      test.export.answer(.exported(rejected: 1), .exported(rejected: 99))
      test.offer(1...6)
      try await eventually { test.processor.counts.waiting + test.processor.counts.inFlight == 0 }
      #expect(test.processor.counts.exported == 2)
      #expect(test.processor.counts.failed == 4)
    }
  }

  @Test func `a refused batch goes back, and is tried again after a rest`() async throws {
    try await Processing.run { test in
      test.export.answer(.refused)
      test.offer(1...4)
      _ = try await test.batches(1)
      try await test.waits(.milliseconds(500))
      // Whatever comes meanwhile does not end the rest.
      test.offer(5...7)
      #expect(test.export.batches == [[1, 2, 3]])
      #expect(test.processor.counts.waiting == 7)
      test.clock.advance(by: .milliseconds(500))
      #expect(try await test.batches(3) == [[1, 2, 3], [1, 2, 3], [4, 5, 6]])
    }
  }

  @Test func `of a refused batch only what finds room goes back`() async throws {
    try await Processing.run { test in
      test.export.hold()
      test.offer(1...3)
      try await eventually { test.export.isHeld }
      test.offer(4...10)
      test.export.release(.refused)
      try await test.waits(.milliseconds(500))
      #expect(test.processor.counts.dropped == 2)
      #expect(test.processor.counts.waiting == 8)
      test.clock.advance(by: .milliseconds(500))
      #expect(try await test.batches(2).prefix(2) == [[1, 2, 3], [3, 4, 5]])
    }
  }

  @Test func `nothing is lost without being counted when many threads offer`() async throws {
    let limits = BatchLimits(queue: 64, batch: 16)
    try await Processing.run(limits) { test in
      test.export.answer(.failed, .refused, .exported(rejected: 3))
      await withTaskGroup { group in
        for offset in 0..<8 {
          group.addTask {
            for number in 0..<5000 {
              test.processor.offer(offset * 5000 + number)
              if number % 100 == 0 { #expect(test.processor.counts.isBalanced) }
            }
          }
        }
      }
      // The rest after the refusal, and the last records that make no batch.
      try await eventually {
        test.clock.advance(by: .milliseconds(500))
        return test.processor.counts.waiting + test.processor.counts.inFlight == 0
      }
      let counts = test.processor.counts
      #expect(counts.accepted == 40_000)
      #expect(counts.isBalanced)
      // A refused batch is seen twice.
      let seen = test.export.batches.joined()
      #expect(Set(seen).count >= counts.exported + counts.failed)
      #expect(counts.exported + counts.failed >= seen.count - limits.batch)
    }
  }
}
