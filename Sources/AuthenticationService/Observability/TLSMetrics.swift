import Events
import HTTPEdge
import Logging
import Telemetry

/// Counts what comes of handshakes and of new certificates.
struct TLSMetrics: Sendable {
  private let completed: CounterSeries
  private let failed: CounterSeries
  private let abandoned: CounterSeries
  private let timedOut: CounterSeries
  private let reloads: CounterSeries
  private let failedReloads: CounterSeries

  init(_ registry: MetricRegistry, slot: TLSContextSlot) {
    func counter(_ instrument: InstrumentDeclaration, _ result: String) -> CounterSeries {
      registry.counter(instrument, [Attribute("result", .string(result))])
    }
    completed = counter(ServiceMetrics.tlsHandshakes, "completed")
    failed = counter(ServiceMetrics.tlsHandshakes, "failed")
    abandoned = counter(ServiceMetrics.tlsHandshakes, "abandoned")
    timedOut = counter(ServiceMetrics.tlsHandshakes, "timeout")
    reloads = counter(ServiceMetrics.tlsReloads, "success")
    failedReloads = counter(ServiceMetrics.tlsReloads, "failure")
    registry.observe(ServiceMetrics.tlsCertificateExpiry) { [slot] in [([], Double(slot.tls.expiry))] }
  }

  /// Counts a handshake; why one has failed is in the log for those who look for it.
  func count(_ outcome: TLSHandshakeOutcome, logger: Logger) {
    switch outcome {
    case .completed: completed.increment()
    case .abandoned: abandoned.increment()
    case .timedOut: timedOut.increment()
    case .failed(let reason):
      failed.increment()
      logger.debug(.tlsHandshakeFailed, "A client and the service did not agree on TLS", ["reason": "\(reason)"])
    }
  }

  func countReload(_ isSuccess: Bool) {
    (isSuccess ? reloads : failedReloads).increment()
  }
}
