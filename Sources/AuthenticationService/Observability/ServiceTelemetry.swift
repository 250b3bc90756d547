import Glibc
package import Telemetry

/// What the service is watched with, besides its log: made once, before everything that is watched.
package struct ServiceTelemetry: Sendable {
  let metrics: MetricRegistry
  let traces: TraceSource

  /// Makes what measures and hands on traces of others, and tells nobody.
  package init() {
    self.init(sampler: .alwaysOff) { _ in }
  }

  /// - Parameter deliver: takes spans that are kept.
  init(sampler: Sampler, deliver: @escaping @Sendable (SpanRecord) -> Void) {
    metrics = MetricRegistry(now: Self.now)
    traces = TraceSource(sampler: sampler, now: Self.now, deliver: deliver)
  }

  /// The back end of the tracing API.
  package var tracer: ServiceTracer { ServiceTracer(traces) }

  /// Nanoseconds since 1970.
  private static let now: @Sendable () -> UInt64 = {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return UInt64(now.tv_sec) &* 1_000_000_000 &+ UInt64(now.tv_nsec)
  }
}
