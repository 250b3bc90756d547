import HTTPEdge
import Logging
import NIOCore
import Telemetry
import TestSupport

@testable import AuthenticationService

/// A monitor and the requests that it hears of, at a time that moves when it is told to.
struct MonitoredRoutes {
  let registry = MetricRegistry { 0 }
  let time = TestTime()
  /// The lines of the log.
  let log = Recorder<String>()
  let monitor: ServiceLevelMonitor
  private let requests: RequestMetrics

  init() {
    requests = RequestMetrics(registry, paths: ["/tokens", "/health", "/other"]) { 0 }
    monitor = ServiceLevelMonitor(
      registry, objectives: ServiceLevelObjective.documented, now: { [time] in time.now },
      logger: Logger(label: "test") { [log] _ in RecordingLogHandler(log) })
  }

  /// Lets requests be answered.
  func answer(
    _ count: Int, _ status: Int = 200, at path: String = "/tokens", method: HTTPEdge.HTTPMethod = .get,
    milliseconds: Int64 = 1
  ) {
    let request = Request(method: method, path: path, headers: RequestHeaders([]), id: .adopted("a"))
    for _ in 0..<count {
      requests.ended(
        request, ExchangeOutcome(status: status, bodyBytes: 0, duration: .milliseconds(milliseconds)))
    }
  }

  /// Lets time go by, with a look every ten seconds.
  func pass(_ duration: Duration) {
    for _ in 0..<Int(duration / ServiceLevelMonitor.interval) {
      time.advance(by: ServiceLevelMonitor.interval)
      monitor.look()
    }
  }

  /// The lines of what a scraper reads that begin so.
  func lines(_ prefix: String) -> [String] {
    String(decoding: PrometheusText.render(registry.collect(), as: .prometheus), as: UTF8.self)
      .split(separator: "\n").filter { $0.hasPrefix(prefix) }.map(String.init)
  }

  func burnRate(
    _ aspect: ServiceLevelObjective.Aspect, _ window: ServiceLevelWindow, of route: String = "/tokens"
  ) -> Double? {
    monitor.reports.first { $0.route == route }?.burnRates.first { $0.aspect == aspect && $0.window == window }?.rate
  }

  /// Seconds.
  func latency(_ percentile: Percentile, _ window: ServiceLevelWindow, of route: String = "/tokens") -> Double? {
    monitor.reports.first { $0.route == route }?.latencies
      .first { $0.percentile == percentile && $0.window == window }?.seconds
  }
}
