import HTTPEdge
import Telemetry

/// Lets operators see whether what is measured gets where it should.
struct DebugMetricsHandler: Sendable {
  let registry: MetricRegistry
  /// Nil where metrics go nowhere.
  let flush: MetricFlush?
  let heads: ResponseHeads
  let clock: WallClock

  /// `POST /debug/metrics/test`: something is measured that nothing else is measured with.
  func test(_ request: Request) -> Reply {
    let start = ContinuousClock.now
    registry.counter(ServiceMetrics.debugTests).increment()
    registry.gauge(ServiceMetrics.debugTestTime).set(Double(clock.milliseconds()) / 1000)
    registry.histogram(ServiceMetrics.debugTestDuration).record(start.duration(to: .now) / .seconds(1))
    let recorded = ServiceMetrics.debug.count { registry.data(of: $0) != nil }
    guard recorded == ServiceMetrics.debug.count else {
      return .ready(failure("Failed to record test metrics", "only \(recorded) were recorded: there is no room"))
    }
    return .ready(
      success([
        JSONMember("message", "Test metrics recorded successfully"), JSONMember("metricsRecorded", .integer(recorded)),
        timestamp,
      ]))
  }

  /// `POST /debug/metrics/export`: the collector is given all metrics now.
  func export(_ request: Request) -> Reply {
    guard let flush else { return .ready(nothingExported()) }
    // Whoever asks twice at a time asks once.
    let task = flush.start()
    return .pending {
      let report = await task.value
      switch report.outcome {
      case .exported(let count, let rejected):
        let errors = rejected == 0 ? [] : ["\(rejected) data points rejected"]
        return success(exported(count, report.duration, errors: errors))
      case .failed(let cause):
        return failure(
          "Failed to export metrics", cause, [JSONMember("duration", .integer(report.duration.milliseconds))])
      }
    }
  }

  private func nothingExported() -> Response {
    let start = ContinuousClock.now
    return success(
      exported(0, start.duration(to: .now), errors: []) + [
        JSONMember("note", "Telemetry not initialized - no metrics to export")
      ])
  }

  private func exported(_ count: Int, _ duration: Duration, errors: [String]) -> [JSONMember] {
    [
      JSONMember("message", "Metrics exported successfully"), JSONMember("exportedMetrics", .integer(count)),
      JSONMember("duration", .integer(duration.milliseconds)),
      JSONMember("errors", .array(errors.map(JSONOutput.string))), timestamp,
    ]
  }

  private var timestamp: JSONMember { JSONMember("timestamp", .string(clock.timestamp())) }

  private func success(_ members: [JSONMember]) -> Response {
    Response(heads.administration, body: JSONOutput.object([JSONMember("success", .bool(true))] + members).compact)
  }

  private func failure(_ error: String, _ message: String, _ members: [JSONMember] = []) -> Response {
    let document = JSONOutput.object(
      [
        JSONMember("success", .bool(false)), JSONMember("error", .string(error)),
        JSONMember("message", .string(message)),
      ] + members + [timestamp])
    return Response(heads.debuggingFailure, body: document.compact)
  }
}
