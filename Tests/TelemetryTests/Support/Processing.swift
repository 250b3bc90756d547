import Logging
import RedisTestSupport
import ServiceLifecycle
import Telemetry
import TestSupport

/// A processor of numbers that runs as a service does, for as long as a test needs it.
struct Processing {
  let processor: BatchProcessor<Int>
  let export: ManualExport
  let clock: TestClock
  private let group: ServiceGroup

  static func run(
    _ limits: BatchLimits = BatchLimits(queue: 8, batch: 3), _ body: (Processing) async throws -> Void
  ) async throws {
    let (export, clock) = (ManualExport(), TestClock())
    let processor = BatchProcessor(limits, clock: clock, export: export.export)
    let group = ServiceGroup(services: [processor], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    async let end: Void = group.run()
    try await body(Processing(processor: processor, export: export, clock: clock, group: group))
    await group.triggerGracefulShutdown()
    try await end
  }

  func shutDown() async { await group.triggerGracefulShutdown() }

  func offer(_ numbers: some Sequence<Int>) {
    for number in numbers { processor.offer(number) }
  }

  /// Waits until so many batches have been exported, or are.
  func batches(_ count: Int) async throws -> [[Int]] {
    try await eventually({ export.batches }) { $0.count >= count }
  }

  /// Waits until the processor waits that long at most.
  func waits(_ duration: Duration) async throws {
    try await eventually { clock.sleeps == [duration] }
  }
}

extension BatchCounts {
  /// Whether nothing is lost that is not counted.
  var isBalanced: Bool { accepted == dropped + exported + failed + waiting + inFlight }
}
