package import CoreMetrics
import Glibc
package import Logging
package import NIOCore
package import Telemetry

/// What the service is watched with, besides its log: made once, before everything that is watched.
package struct ServiceTelemetry: Sendable {
  let metrics: MetricRegistry
  let traces: TraceSource
  /// Runs as long as the service, and ends after it; nil where nothing goes to a collector.
  package let export: TelemetryExport?

  /// Makes what measures and hands on traces of others, and tells nobody.
  package init() {
    self.init(sampler: .alwaysOff, deliver: nil)
  }

  /// - Parameter deliver: takes spans that are kept.
  package init(sampler: Sampler, deliver: (@Sendable (SpanRecord) -> Void)?) {
    metrics = MetricRegistry(now: Self.now)
    traces = TraceSource(sampler: sampler, now: Self.now, deliver: deliver)
    export = nil
  }

  /// Makes what an operator wants.
  ///
  /// - Parameters:
  ///   - environment: variables that tell where the process runs.
  ///   - retries: what is tried again of an export that does not get through.
  ///   - logger: hears of what does not get through; what it is told is not exported.
  package init(
    _ configuration: ServiceConfiguration, environment: [String: String], on group: any EventLoopGroup,
    retries: OTLPRetryPolicy = OTLPRetryPolicy(), logger: Logger
  ) {
    metrics = MetricRegistry(now: Self.now)
    export = TelemetryExport(
      configuration, environment: environment, metrics: metrics, on: group, retries: retries, logger: logger)
    let telemetry = configuration.telemetry
    traces = TraceSource(
      sampler: Sampler(telemetry.sampling, share: telemetry.samplingShare), now: Self.now,
      deliver: export?.spanEntrance)
    TelemetryObservations(export: export).declare(in: metrics)
  }

  /// The back end of the tracing API.
  package var tracer: ServiceTracer { ServiceTracer(traces) }

  /// The back end of the metrics API.
  package var metricsFactory: any MetricsFactory {
    RegistryMetrics(metrics, declarations: ServiceMetrics.all.flatMap(\.instruments))
  }

  /// Nanoseconds since 1970.
  private static let now: @Sendable () -> UInt64 = {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return UInt64(now.tv_sec) &* 1_000_000_000 &+ UInt64(now.tv_nsec)
  }
}

extension ServiceLog {
  /// The same log, whose lines are exported as far as the telemetry exports any.
  package func exporting(with telemetry: ServiceTelemetry) -> ServiceLog {
    telemetry.export?.logEntrance.map(exporting) ?? self
  }
}
