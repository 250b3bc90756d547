import AuthenticationCore
import Logging
import NIOCore
import ServiceLifecycle
import Telemetry

/// The way of traces, metrics and logs to a collector: a queue for each, one exporter, and a breaker before each signal.
///
/// Runs from before the first request until after the last, and then exports what is left.
package final class TelemetryExport: Service {
  /// Time for what is left at the end, and for an export that somebody waits for.
  private static let flushTime = Duration.seconds(5)

  let configuration: ServiceConfiguration.Telemetry
  private let exporter: OTLPExporter
  private let breakers: [Signal: ExportBreaker]
  private let spans: BatchProcessor<SpanRecord>
  private let logs: BatchProcessor<LogRecord>
  private let metrics: MetricRegistry
  private let flush: MetricFlush

  /// Nil where nothing goes anywhere.
  ///
  /// - Parameters:
  ///   - metrics: what is exported from time to time.
  ///   - logger: hears of what does not get through; what it is told is not exported.
  init?(
    _ configuration: ServiceConfiguration, environment: [String: String], metrics: MetricRegistry,
    on group: any EventLoopGroup, retries: OTLPRetryPolicy = OTLPRetryPolicy(), logger: Logger
  ) {
    let telemetry = configuration.telemetry
    guard Signal.allCases.contains(where: { telemetry.destination(of: $0) != nil }) else { return nil }
    let notices = ExportNotices(logger: logger)
    let breakers = Dictionary(uniqueKeysWithValues: Signal.allCases.map { ($0, ExportBreaker(telemetry.breaker)) })
    var destination = OTLPConfiguration(telemetry)
    destination.retries = retries
    let exporter = OTLPExporter(
      destination,
      from: OTLPOrigin(
        resource: Resource(configuration, environment: environment),
        scope: InstrumentationScope(name: "authentication-service", version: configuration.service.version)),
      on: group,
      gates: Dictionary(
        uniqueKeysWithValues: breakers.map { signal, breaker in
          (signal, breaker.gate { notices.note(signal, $0) })
        }),
      report: notices.note)
    self.configuration = telemetry
    self.metrics = metrics
    self.exporter = exporter
    // Whoever asks by HTTP is to hear of it before the server gives the answer up.
    flush = MetricFlush(
      of: metrics, through: exporter, within: min(Self.flushTime, configuration.server.requestTimeout / 2))
    self.breakers = breakers
    spans = BatchProcessor(BatchLimits(telemetry.spans)) { await exporter.export($0) }
    logs = BatchProcessor(BatchLimits(telemetry.logs)) { await exporter.export($0) }
  }

  /// Which signals go somewhere: `traces, metrics, logs`.
  package var signals: String {
    Signal.allCases.filter { configuration.destination(of: $0) != nil }.map(\.rawValue).joined(separator: ", ")
  }

  /// Takes spans on their way; nil where they go nowhere.
  var spanEntrance: (@Sendable (SpanRecord) -> Void)? {
    configuration.destination(of: .traces) == nil ? nil : spans.entrance
  }

  /// The same for lines of the log.
  var logEntrance: (@Sendable (LogRecord) -> Void)? {
    configuration.destination(of: .logs) == nil ? nil : logs.entrance
  }

  /// Exports metrics when it is asked for; nil where they go nowhere.
  var metricFlush: MetricFlush? {
    configuration.destination(of: .metrics) == nil ? nil : flush
  }

  /// How the exports of a signal have gone.
  func statistics(of signal: Signal) -> ExportStatistics {
    exporter.statistics(of: signal, dropped: counts(of: signal).dropped)
  }

  /// What has become of the records of a signal; of metrics there is no queue.
  func counts(of signal: Signal) -> BatchCounts {
    switch signal {
    case .traces: spans.counts
    case .metrics: BatchCounts()
    case .logs: logs.counts
    }
  }

  func state(of signal: Signal) -> CircuitBreakerStateMachine.State { breakers[signal]?.state ?? .closed }

  /// The breakers of the signals that go somewhere.
  var gatedSignals: [(signal: Signal, breaker: FailureStreakBreaker)] {
    Signal.allCases.compactMap { signal in
      guard configuration.destination(of: signal) != nil, let breaker = breakers[signal] else { return nil }
      return (signal, breaker.breaker)
    }
  }

  /// Exports metrics now, all that there are unless told otherwise.
  func exportMetrics(of records: [MetricRecord]? = nil) async -> ExportOutcome {
    await exporter.export(records ?? metrics.collect())
  }

  package func run() async {
    await withTaskGroup { group in
      group.addTask { [spans] in await spans.run() }
      group.addTask { [logs] in await logs.run() }
      if configuration.destination(of: .metrics) != nil {
        group.addTask { [self] in await exportMetricsRegularly() }
      }
    }
    await exporter.shutdown()
  }

  /// Exports metrics from time to time until the graceful shutdown, and once more then.
  private func exportMetricsRegularly() async {
    await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        try? await Task.sleep(for: configuration.metricInterval)
        if !Task.isCancelled { _ = await exportMetrics() }
      }
    }
    await flushMetrics()
  }

  /// Exports metrics for the last time, as far as there is time.
  private func flushMetrics() async {
    await withTaskGroup { group in
      group.addTask { [self] in _ = await exportMetrics() }
      group.addTask { try? await Task.sleep(for: Self.flushTime) }
      await group.next()
      group.cancelAll()
    }
  }
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension TelemetryExport: CustomStringConvertible {
  package var description: String { "TelemetryExport" }
}
