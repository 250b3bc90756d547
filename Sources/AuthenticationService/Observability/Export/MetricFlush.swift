import Synchronization
import Telemetry

/// Exports metrics when somebody asks for it, once at a time: who asks meanwhile shares what comes of it.
///
/// An export that was begun goes on without those who have asked for it, until it ends or its time is up.
final class MetricFlush: Sendable {
  enum Outcome: Sendable, Equatable {
    /// The collector has so many metrics, but for so many of their data points.
    case exported(Int, rejected: Int)
    case failed(String)
  }

  struct Report: Sendable {
    let outcome: Outcome
    let duration: Duration
  }

  private let limit: Duration
  private let sleep: @Sendable (Duration) async throws -> Void
  private let export: @Sendable () async -> Outcome
  private let running = Mutex<Task<Report, Never>?>(nil)

  /// - Parameters:
  ///   - limit: time for one export, after which it is cancelled.
  ///   - export: ends early when its task is cancelled.
  init(
    within limit: Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    _ export: @escaping @Sendable () async -> Outcome
  ) {
    self.limit = limit
    self.sleep = sleep
    self.export = export
  }

  /// The export that runs; a new one if none does.
  func start() -> Task<Report, Never> {
    running.withLock { running in
      if let running { return running }
      let task = Task { [self] in
        let start = ContinuousClock.now
        let report = Report(outcome: await exportInTime(), duration: start.duration(to: .now))
        // Before anybody has the report, so that who asks after it gets an export of his own.
        self.running.withLock { $0 = nil }
        return report
      }
      running = task
      return task
    }
  }

  private func exportInTime() async -> Outcome {
    await withTaskGroup(of: Outcome?.self) { group in
      group.addTask { [self] in await export() }
      group.addTask { [self] in
        try? await sleep(limit)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first ?? .failed("not exported within \(DurationText.format(limit))")
    }
  }
}

extension MetricFlush {
  /// Exports all metrics that there are.
  convenience init(of metrics: MetricRegistry, through exporter: OTLPExporter, within limit: Duration) {
    self.init(within: limit) {
      let records = metrics.collect()
      switch await exporter.export(records) {
      case .exported(let rejected): return .exported(records.count, rejected: rejected)
      case .failed: return .failed(exporter.statistics(of: .metrics).latestError ?? "unknown")
      case .refused: return .failed("the circuit breaker before the collector is open")
      }
    }
  }
}

extension ExportStatistics {
  /// The latest error without its time.
  fileprivate var latestError: String? {
    guard let error = errors.last, let time = error.firstRange(of: ": ") else { return errors.last }
    return String(error[time.upperBound...])
  }
}
