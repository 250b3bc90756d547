import ServiceLifecycle
import Synchronization

/// Collects records and exports them in batches, one at a time, behind everybody's back.
///
/// Whoever offers a record never waits: when the exporter cannot keep up, the oldest records make room and are counted.
package final class BatchProcessor<Record: Sendable>: Service {
  private let limits: BatchLimits
  private let clock: Timekeeper
  private let export: @Sendable ([Record]) async -> ExportOutcome
  private let queue: Mutex<BatchQueue<Record>>
  private let alarm = Alarm()

  /// - Parameter export: is given at most as many records as a batch has, oldest first.
  package init<C: Clock>(
    _ limits: BatchLimits = BatchLimits(), clock: C = ContinuousClock(),
    export: @escaping @Sendable ([Record]) async -> ExportOutcome
  ) where C.Duration == Duration {
    self.limits = limits
    self.clock = Timekeeper(clock)
    self.export = export
    queue = Mutex(BatchQueue(limits))
  }

  package var counts: BatchCounts { queue.withLock(\.counts) }

  /// Enters a record; after the end it is dropped.
  ///
  /// Wakes the exporter only with the record that was awaited: the first one, or the one that makes a batch whole.
  package func offer(_ record: Record) {
    let (wakes, _) = queue.withLock { $0.offer(record, at: clock.now) }
    if wakes { alarm.ring() }
  }

  /// Exports until the graceful shutdown, then what waits as far as the time for it allows; drops the rest.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.work() }
      group.addTask {
        try? await gracefulShutdown()
        self.queue.withLock { $0.close() }
        self.alarm.ring()
        try? await self.clock.sleep(self.limits.flush)
      }
      await group.next()
      group.cancelAll()
    }
    queue.withLock { $0.end() }
  }

  private func work() async {
    while !Task.isCancelled {
      switch next() {
      case .export(let batch):
        let outcome = await export(batch)
        settle(batch, outcome)
      case .wait(nil): await alarm.wait()
      case .wait(.some(let time)): await alarm.wait(atMost: time, on: clock)
      case .end: return
      }
    }
  }

  @specialized(where Record == SpanRecord)
  @specialized(where Record == LogRecord)
  private func next() -> BatchQueue<Record>.Step {
    queue.withLock { $0.next(at: clock.now()) }
  }

  @specialized(where Record == SpanRecord)
  @specialized(where Record == LogRecord)
  private func settle(_ batch: [Record], _ outcome: ExportOutcome) {
    queue.withLock { $0.settle(batch, outcome, at: clock.now()) }
  }
}

// Where the hot path enters its records: here, as other modules have only the general form, which goes by way of metadata and takes
// longer than all the rest.

extension BatchProcessor<SpanRecord> {
  /// Offers spans.
  package var entrance: @Sendable (SpanRecord) -> Void { { [self] in offer($0) } }
}

extension BatchProcessor<LogRecord> {
  /// Offers lines of the log.
  package var entrance: @Sendable (LogRecord) -> Void { { [self] in offer($0) } }
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension BatchProcessor: CustomStringConvertible {
  package var description: String { "BatchProcessor" }
}
