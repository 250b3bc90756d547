package import AuthenticationCore
package import HTTPEdge
import KongClient
import Logging

extension AuthenticationServer {
  /// Makes what answers requests, with nothing around it that listens, probes or logs.
  package static func makeResponder(
    _ configuration: ServiceConfiguration, source: any ConsumerCredentialSource
  ) -> any Responder {
    let logger = Logger(label: configuration.service.name) { _ in SwiftLogNoOpLogHandler() }
    let telemetry = ServiceTelemetry()
    return ServiceComponents(
      configuration, source: source,
      checkKong: { KongHealth(isHealthy: true, status: nil, cause: nil, duration: .zero) },
      breakers: CircuitBreakers(configuration.circuitBreaker, metrics: telemetry.metrics, logger: logger),
      telemetry: telemetry, logger: logger
    ).responder
  }
}
