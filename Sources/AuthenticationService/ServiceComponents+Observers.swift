import HTTPEdge
import Telemetry

extension ServiceComponents {
  /// Who hears of exchanges.
  ///
  /// - Parameter log: where they have lines; nil for nowhere.
  func observer(_ configuration: ServiceConfiguration, log: ServiceLog?) -> any ExchangeObserver {
    var observers: [any ExchangeObserver] = [exchangeTracing, requestMetrics]
    if let log {
      parts.metrics.observe(ServiceMetrics.droppedLogLines) { [([], Double(log.writer.droppedLines))] }
      if configuration.logging.access != .off { observers.append(log.accessLog(paths)) }
    }
    return ExchangeObservers(all: observers)
  }
}
