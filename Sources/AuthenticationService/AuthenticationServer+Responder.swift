package import AuthenticationCore
package import HTTPEdge
import KongClient
import Logging

extension AuthenticationServer {
  /// Makes what answers requests and who hears of them, with nothing around it that listens, probes or exports.
  ///
  /// - Parameters:
  ///   - telemetry: takes what is measured.
  ///   - log: where exchanges have lines; nil for nowhere.
  package static func makeSurface(
    _ configuration: ServiceConfiguration, source: any ConsumerCredentialSource,
    telemetry: ServiceTelemetry = ServiceTelemetry(), log: ServiceLog? = nil
  ) -> (responder: any Responder, observer: any ExchangeObserver) {
    let logger = Logger(label: configuration.service.name) { _ in SwiftLogNoOpLogHandler() }
    let components = ServiceComponents(
      configuration, source: source,
      checkKong: { KongHealth(isHealthy: true, status: nil, cause: nil, duration: .zero) },
      breakers: CircuitBreakers(configuration.circuitBreaker, metrics: telemetry.metrics, logger: logger),
      telemetry: telemetry, logger: logger)
    return (components.responder, components.observer(configuration, log: log))
  }
}
