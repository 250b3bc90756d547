import HTTPEdge
import Logging
import Telemetry

/// TLS of the public port: what it shows, who exchanges that, and who counts.
struct ListenerTLS: Sendable {
  private let slot: TLSContextSlot
  private let metrics: TLSMetrics
  private let logger: Logger
  /// Runs beside the server.
  let reloader: CertificateReloader

  /// Nil where HTTP is spoken in the clear.
  ///
  /// - Throws: ``TLSFault`` when the files of a valid configuration cannot be used after all.
  init?(_ configuration: ServiceConfiguration, metrics registry: MetricRegistry, logger: Logger) throws(TLSFault) {
    guard let tls = ServerTLS(configuration.tls) else { return nil }
    let slot = try TLSContextSlot(tls)
    let metrics = TLSMetrics(registry, slot: slot)
    self.slot = slot
    self.metrics = metrics
    self.logger = logger
    reloader = CertificateReloader(configuration.tls, in: slot, logger: logger) { metrics.countReload($0) }
  }

  /// Lets a server speak TLS.
  func apply(to configuration: inout ServerConfiguration) {
    configuration.tls = slot
    configuration.onHandshake = { [metrics, logger] in metrics.count($0, logger: logger) }
  }
}
