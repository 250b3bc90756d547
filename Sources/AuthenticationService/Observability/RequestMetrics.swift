import HTTPEdge
import Identifiers
import NIOCore
import Synchronization
import Telemetry

/// Counts requests and times their answers, by method, route and status.
///
/// One distribution is recorded for each exchange; everything else that dashboards ask about requests is derived from it when
/// somebody reads. Series are found once and kept: a request costs two clocks, three additions and no lock.
final class RequestMetrics: ExchangeObserver {
  /// What is recorded of exchanges that are alike.
  private final class Series: Sendable {
    let duration: HistogramSeries
    let size: HistogramSeries

    init(_ registry: MetricRegistry, _ attributes: [Attribute]) {
      duration = registry.histogram(ServiceMetrics.requestDuration, attributes)
      size = registry.histogram(ServiceMetrics.responseSize, attributes)
    }
  }

  /// The series of one route, made when they are first needed.
  private final class Route: Sendable {
    let name: String
    let series = InlineArray<160, AtomicLazyReference<Series>> { _ in AtomicLazyReference() }

    init(_ name: String) {
      self.name = name
    }
  }

  /// What stands for everything that no route answers, so that clients cannot make up series.
  static let unmatched = "unmatched"

  private let registry: MetricRegistry
  /// Nanoseconds since 1970.
  private let now: @Sendable () -> UInt64
  private let routes: RouteIndex<Route>
  private let other = Route(unmatched)
  private let begun = RunningTotal()
  private let ended = RunningTotal()
  private let abandoned: CounterSeries

  /// - Parameters:
  ///   - paths: those of all routes, as the table of routes has them.
  ///   - now: nanoseconds since 1970.
  init(_ registry: MetricRegistry, paths: [String], now: @escaping @Sendable () -> UInt64) {
    self.registry = registry
    self.now = now
    routes = RouteIndex(paths, Route.init)
    abandoned = registry.counter(ServiceMetrics.abandonedRequests)
    declare()
  }

  func began(_ request: inout Request) {
    begun.increment()
  }

  func ended(_ request: Request, _ outcome: ExchangeOutcome) {
    ended.increment()
    guard let status = outcome.status else { return abandoned.increment() }
    record(outcome, request.trace, in: series(MethodLabel(request.method), routes[request.path] ?? other, status))
  }

  func refused(_ request: inout Request?, _ outcome: ExchangeOutcome) {
    guard let status = outcome.status else { return }
    let route = request.flatMap { routes[$0.path] } ?? other
    record(outcome, request?.trace, in: series(MethodLabel(request?.method), route, status))
  }

  private func record(_ outcome: ExchangeOutcome, _ trace: TraceContext?, in series: Series) {
    let seconds = Double(outcome.duration.nanoseconds) / 1e9
    if let trace, trace.isSampled {
      series.duration.record(seconds, traceID: trace.traceID, spanID: trace.spanID, at: now())
    } else {
      series.duration.record(seconds)
    }
    series.size.record(Double(outcome.bodyBytes))
  }

  private func series(_ method: MethodLabel, _ route: Route, _ status: Int) -> Series {
    let index = method.index * StatusLabel.count + StatusLabel(status).index
    if let series = route.series[index].load() { return series }
    let attributes = [
      Attribute("method", .string(method.text)), Attribute("route", .string(route.name)),
      Attribute("status_code", .integer(Int64(status))),
    ]
    return route.series[index].storeIfNil(Series(registry, attributes))
  }

  /// Declares what is derived from the one distribution.
  private func declare() {
    let source = ServiceMetrics.requestDuration
    registry.derive(ServiceMetrics.requestDurationMilliseconds, from: source) { $0.rescaled(by: 1000) }
    registry.derive(ServiceMetrics.serverRequestDuration, from: source) {
      $0.rescaled(
        by: 1,
        renaming: [
          "method": "http.request.method", "route": "http.route", "status_code": "http.response.status_code",
        ])
    }
    registry.derive(ServiceMetrics.requests, from: source) { $0.counted { $0 } }
    registry.derive(ServiceMetrics.requestsByStatus, from: source) {
      $0.counted { attributes in attributes + [Attribute("status_class", .string(attributes.statusClass))] }
    }
    for gauge in [
      ServiceMetrics.activeRequests, ServiceMetrics.requestsInFlight, ServiceMetrics.serverActiveRequests,
    ] {
      registry.observe(gauge) { [begun, ended] in [([], Double(max(0, begun.value - ended.value)))] }
    }
    declareAuthentication(from: source)
  }

  private func declareAuthentication(from source: InstrumentDeclaration) {
    let operation = [Attribute("operation", "token_generation")]
    registry.derive(ServiceMetrics.authenticationAttempts, from: source) {
      $0.counted { $0.isTokenRequest ? operation : nil }
    }
    registry.derive(ServiceMetrics.authenticationSuccesses, from: source) {
      $0.counted { $0.isTokenRequest && $0.statusClass == "2xx" ? operation : nil }
    }
    registry.derive(ServiceMetrics.authenticationFailures, from: source) {
      $0.counted { attributes in
        guard attributes.isTokenRequest, attributes.statusClass != "2xx" else { return nil }
        return operation + attributes.filter { $0.name == "status_code" }
      }
    }
  }
}

extension [Attribute] {
  private func value(_ name: String) -> AttributeValue? { first { $0.name == name }?.value }

  /// Such as `2xx`.
  fileprivate var statusClass: String {
    guard case .integer(let code)? = value("status_code") else { return "unknown" }
    return "\(code / 100)xx"
  }

  /// Whether somebody asked for a token.
  fileprivate var isTokenRequest: Bool {
    value("route") == .string(TokenPath.tokens) && [.string("GET"), .string("HEAD")].contains(value("method"))
  }
}
