package import NIOCore
import Synchronization

/// Exports telemetry to receivers of OpenTelemetry's protocol over HTTP.
///
/// Each signal has an endpoint, a gate and statistics of its own; they share the connections. An export ends early, and fails, when
/// its task is cancelled.
package final class OTLPExporter: Sendable {
  private let requests: OTLPRequests
  private let transport: OTLPTransport
  private let deliveries: PerSignal<OTLPDelivery>
  private let gates: PerSignal<ExportGate>
  private let now: @Sendable () -> Int64
  private let clock: Timekeeper
  private let report: @Sendable (Signal, ExportFailure) -> Void
  private let statistics = Mutex(PerSignal { _ in ExportStatistics() })

  /// - Parameters:
  ///   - gates: a signal without one is always admitted.
  ///   - clock: measures time limits, and the waiting before another try.
  ///   - moment: the time of day, and chance.
  ///   - report: hears once of each export that fails, and of each answer that has something to say.
  package init<C: Clock>(
    _ configuration: OTLPConfiguration, from origin: OTLPOrigin, on group: any EventLoopGroup,
    gates: [Signal: ExportGate] = [:], clock: C = ContinuousClock(), moment: Moment = Moment(),
    report: @escaping @Sendable (Signal, ExportFailure) -> Void = { _, _ in }
  ) where C.Duration == Duration {
    let clock = Timekeeper(clock)
    let transport = OTLPTransport(configuration.tls, on: group, clock: clock)
    requests = OTLPRequests(from: origin, as: configuration.encoding)
    self.transport = transport
    self.clock = clock
    deliveries = PerSignal { signal in
      OTLPDelivery(
        of: signal, configuration, version: origin.scope.version, through: transport, clock: clock, moment: moment)
    }
    self.gates = PerSignal { gates[$0] ?? .open }
    now = moment.now
    self.report = report
  }

  package func export(_ spans: [SpanRecord]) async -> ExportOutcome {
    if spans.isEmpty { return .exported(rejected: 0) }
    return await export(.traces, answer: OTLPExportTraceServiceResponse.self) { try requests.encode(spans) }
  }

  package func export(_ metrics: [MetricRecord]) async -> ExportOutcome {
    if metrics.isEmpty { return .exported(rejected: 0) }
    return await export(.metrics, answer: OTLPExportMetricsServiceResponse.self) { try requests.encode(metrics) }
  }

  package func export(_ logs: [LogRecord]) async -> ExportOutcome {
    if logs.isEmpty { return .exported(rejected: 0) }
    return await export(.logs, answer: OTLPExportLogsServiceResponse.self) { try requests.encode(logs) }
  }

  /// How the exports of a signal have gone.
  ///
  /// - Parameter dropped: what the queue before it has dropped.
  package func statistics(of signal: Signal, dropped: Int = 0) -> ExportStatistics {
    var statistics = statistics.withLock { $0[signal] }
    statistics.dropped = dropped
    return statistics
  }

  /// Closes the connections; exports that still run fail.
  package func shutdown() async {
    await transport.shutdown()
  }

  /// Asks the gate, and tells it and the statistics how it went.
  private func export<Answer: OTLPResponse>(
    _ signal: Signal, answer: Answer.Type, _ encode: () throws -> [UInt8]
  ) async -> ExportOutcome {
    let gate = gates[signal]
    guard gate.admit() else { return .refused }
    statistics.withLock { $0[signal].begin(at: now()) }
    let start = clock.now()
    do throws(ExportFailure) {
      let rejected = try await deliver(encode, of: signal, answer)
      gate.recordSuccess()
      statistics.withLock { $0[signal].succeed(rejected: rejected, at: now(), lasting: clock.now() - start) }
      return .exported(rejected: rejected)
    } catch {
      gate.recordFailure()
      statistics.withLock { $0[signal].fail(at: now(), lasting: clock.now() - start) }
      note(error, of: signal)
      return .failed
    }
  }

  /// - Returns: How many records, or data points, were rejected.
  private func deliver<Answer: OTLPResponse>(
    _ encode: () throws -> [UInt8], of signal: Signal, _: Answer.Type
  ) async throws(ExportFailure) -> Int {
    guard let bytes = try? encode() else { throw .invalidRequest("cannot be encoded") }
    let delivery = deliveries[signal]
    let answer = try await delivery.deliver(bytes)
    // Some receivers answer with a word of their own; what is not of OTLP says nothing about the batch.
    guard answer.body.readableBytes > 0, let encoding = answer.encoding else { return 0 }
    guard answer.isWhole, let response = try? encoding.decode(Array(answer.body.readableBytesView), as: Answer.self)
    else {
      note(.unreadableAnswer, of: signal)
      return 0
    }
    let rejected = max(0, response.rejected)
    if rejected > 0 || !response.message.isEmpty {
      note(.partialSuccess(rejected: rejected, message: delivery.foreignText.shown(response.message)), of: signal)
    }
    return rejected
  }

  private func note(_ failure: ExportFailure, of signal: Signal) {
    statistics.withLock { $0[signal].note(failure, at: now()) }
    report(signal, failure)
  }
}
