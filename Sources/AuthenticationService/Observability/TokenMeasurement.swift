package import AuthenticationCore
import HTTPEdge
import NIOCore
import Telemetry

/// What the answer to a request for a token is measured with, apart from the answer: for those who ask what that costs.
package struct TokenMeasurement: Sendable {
  private let consumers: ConsumerMetrics
  private let tokens: TokenMetrics
  private let answer: Response

  package init(_ configuration: ServiceConfiguration) {
    let registry = MetricRegistry { 0 }
    consumers = ConsumerMetrics(registry, configuration.metrics)
    tokens = TokenMetrics(registry)
    answer = Response(ResponseHeads(crossOrigin: CrossOriginPolicy(configuration.crossOrigin, at: .general)).token)
  }

  /// Measures an answer that takes no time.
  package func measure(_ consumer: Consumer) {
    let visit = consumers.visit(by: consumer)
    let start = NIODeadline.now()
    tokens.recordCreation(NIODeadline.now() - start)
    _ = visit.ended(with: answer)
  }
}
