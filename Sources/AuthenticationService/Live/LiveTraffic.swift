import Telemetry

/// How many requests were answered, by route: by status class, and by the time that it took.
struct LiveTraffic: Sendable, Equatable {
  /// What was answered on one route.
  struct Route: Sendable, Equatable {
    private(set) var tally = RouteTally()
    /// By the hundreds of the status: 1xx to 5xx.
    private(set) var classes: [UInt64] = [0, 0, 0, 0, 0]

    var requests: UInt64 { tally.requests }
    /// Answers with 2xx.
    var successes: UInt64 { classes[1] }
    /// Answers that are a fault of the service or of what it needs.
    var failures: UInt64 { tally.failures }

    fileprivate mutating func add(_ point: MetricRecord.HistogramPoint, status: Int) {
      tally.add(point, status: status)
      classes[min(max(status / 100, 1), 5) - 1] += point.count
    }

    fileprivate mutating func add(_ other: Route) {
      tally.add(other.tally)
      for index in classes.indices { classes[index] += other.classes[index] }
    }

    fileprivate func since(_ past: Route) -> Route {
      var result = self
      result.tally = tally.since(past.tally)
      for index in classes.indices { result.classes[index] -= min(classes[index], past.classes[index]) }
      return result
    }
  }

  /// Of the buckets, in seconds.
  private(set) var bounds: [Double] = []
  private(set) var routes: [String: Route] = [:]

  init() {}

  /// - Parameter data: of `http_request_duration_seconds`.
  init(_ data: MetricRecord.Data?) {
    guard case .histogram(let bounds, let points)? = data else { return }
    self.bounds = bounds
    for point in points {
      guard case .string(let route)? = point.attribute("route"),
        case .integer(let status)? = point.attribute("status_code")
      else { continue }
      routes[route, default: Route()].add(point, status: Int(status))
    }
  }

  /// All routes together, or some.
  func sum(of isWanted: (String) -> Bool = { _ in true }) -> Route {
    routes.reduce(into: Route()) { if isWanted($1.key) { $0.add($1.value) } }
  }

  /// What has come since another moment; routes without a request are left out.
  func since(_ past: LiveTraffic) -> LiveTraffic {
    var result = self
    for (route, known) in past.routes { result.routes[route] = result.routes[route]?.since(known) }
    result.routes = result.routes.filter { $0.value.requests > 0 }
    return result
  }
}

extension RouteTally {
  fileprivate mutating func add(_ other: RouteTally) {
    add(counts: other.counts, failures: other.failures)
  }
}

extension MetricRecord.HistogramPoint {
  fileprivate func attribute(_ name: String) -> AttributeValue? { attributes.first { $0.name == name }?.value }
}
