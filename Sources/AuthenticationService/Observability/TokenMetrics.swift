import NIOCore
import Telemetry

/// The instruments of making tokens.
struct TokenMetrics: Sendable {
  private let creation: HistogramSeries

  init(_ registry: MetricRegistry) {
    creation = registry.histogram(
      ServiceMetrics.tokenCreation, [Attribute("operation", "token_generation"), Attribute("result", "success")])
    registry.derive(ServiceMetrics.tokenCreationMilliseconds, from: ServiceMetrics.tokenCreation) {
      $0.rescaled(by: 1000)
    }
  }

  func recordCreation(_ time: TimeAmount) {
    creation.record(Double(time.nanoseconds) / 1e9)
  }
}
