import Logging
import OTLPTestSupport
import RedisTestSupport
import ServiceLifecycle
import Telemetry
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Batch processor at its end` {
  @Test func `what waits is exported at once`() async throws {
    try await Processing.run { test in
      test.offer(1...8)
      _ = try await test.batches(2)
      try await test.waits(.milliseconds(500))
      await test.shutDown()
      #expect(try await test.batches(3) == [[1, 2, 3], [4, 5, 6], [7, 8]])
      try await eventually { test.processor.counts.exported == 8 }
    }
  }

  @Test func `an export that does not end is given up after five seconds, and the rest is dropped`() async throws {
    try await Processing.run { test in
      test.export.hold()
      test.offer(1...5)
      try await eventually { test.export.isHeld }
      await test.shutDown()
      try await test.waits(.seconds(5))
      test.clock.advance(by: .seconds(5))
      try await eventually { test.processor.counts.dropped == 2 }
      #expect(test.processor.counts.failed == 3)
      test.offer(6...6)
      #expect(test.processor.counts.dropped == 3)
      #expect(test.processor.counts.isBalanced)
    }
  }

  @Test func `a closed gate is not waited for`() async throws {
    try await Processing.run { test in
      test.export.answer(.refused, .refused)
      test.offer(1...5)
      _ = try await test.batches(1)
      try await test.waits(.milliseconds(500))
      await test.shutDown()
      try await eventually { test.processor.counts.dropped == 5 }
      #expect(test.processor.counts.isBalanced)
    }
  }

  /// A processor before an exporter, run by a service group; the test shuts it down.
  private static func run(
    _ test: Exporting, _ body: (BatchProcessor<SpanRecord>, ServiceGroup) async throws -> Void
  ) async throws -> BatchCounts {
    let processor = BatchProcessor<SpanRecord>(clock: test.clock) { await test.exporter.export($0) }
    let group = ServiceGroup(services: [processor], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    async let end: Void = group.run()
    try await body(processor, group)
    try await end
    return processor.counts
  }

  @Test func `what waits reaches the receiver`() async throws {
    try await Exporting.run { test in
      let counts = try await Self.run(test) { processor, group in
        for number in 0..<200 { processor.offer(try Records.span("span \(number)")) }
        await group.triggerGracefulShutdown()
      }
      #expect(counts.exported == 200)
      let requests = try await test.receiver.received()
      #expect(requests.count == 2)
      #expect(requests.last?.message?.contains("\"span 199\"") == true)
    }
  }

  @Test func `a receiver that hangs costs no more than the time to flush`() async throws {
    try await Exporting.run { test in
      try await test.receiver.answer(.nothing)
      let counts = try await Self.run(test) { processor, group in
        processor.offer(try Records.span())
        await group.triggerGracefulShutdown()
        _ = try await test.receiver.received(atLeast: 1)
        try await eventually { test.clock.sleeps == [.seconds(5), .seconds(10)] }
        test.clock.advance(by: .seconds(5))
      }
      #expect(counts.failed == 1)
      #expect(test.reports.failures == [.cancelled])
    }
  }
}
