import Events
import HTTPEdge
import Logging
import NIOCore
import Synchronization
import Telemetry

/// Counts requests that did not come through the gateway, and says so once a minute at most.
final class GatewayRefusals: Sendable {
  private static let interval = Duration.seconds(60)

  private let count: CounterSeries
  private let now: @Sendable () -> ContinuousClock.Instant
  private let logger: Logger
  private let reported = Mutex<ContinuousClock.Instant?>(nil)

  init(_ registry: MetricRegistry, now: @escaping @Sendable () -> ContinuousClock.Instant, logger: Logger) {
    count = registry.counter(ServiceMetrics.gatewayRefusals, [])
    self.now = now
    self.logger = logger
  }

  func note(_ request: Request) {
    count.increment()
    let isDue = reported.withLock { reported in
      let now = now()
      if let reported, reported.duration(to: now) < Self.interval { return false }
      reported = now
      return true
    }
    guard isDue else { return }
    logger.warning(
      .gatewayUntrusted, "A request for a token did not come through the gateway, and was refused",
      ["client.address": "\(request.peer?.ipAddress ?? "unknown")"])
  }
}
