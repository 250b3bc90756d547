import HTTPEdge
import Telemetry

/// Answers `GET /health/telemetry` and `GET /health/metrics`: what is exported, and how that goes.
struct TelemetryHealthHandler: Sendable {
  let telemetry: TelemetryDescription
  let registry: MetricRegistry
  let breakers: CircuitBreakers
  let heads: ResponseHeads

  func exports(to request: Request) -> Reply {
    .ready(Response(heads.health(isHealthy: true), body: telemetry.report.pretty))
  }

  func metrics(to request: Request) -> Reply {
    // To ask the system for all of it takes longer than an event loop may.
    .pending {
      let document = telemetry.metricsReport(
        registry.collect().map(\.name), breakers, isEnabled: telemetry.configuration.circuitBreaker.isEnabled)
      return Response(heads.health(isHealthy: true), body: document.pretty)
    }
  }
}
