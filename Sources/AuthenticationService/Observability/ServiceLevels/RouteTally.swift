import Telemetry

/// How many requests of a route were answered, by the time that it took, and how many of them failed.
struct RouteTally: Sendable, Equatable {
  /// By bucket, not cumulated; one more than there are bounds, or none without a request.
  private(set) var counts: [UInt64] = []
  /// Answers that are a fault of the service or of what it needs.
  private(set) var failures: UInt64 = 0

  var requests: UInt64 { counts.reduce(0, +) }

  mutating func add(_ point: MetricRecord.HistogramPoint, status: Int) {
    add(counts: point.counts, failures: Self.isFailure(status) ? point.count : 0)
  }

  /// Whether a status says that the service, or what it needs, has failed.
  ///
  /// 501 and 505 do not: somebody asks in a way that nobody offers, and could make an outage of it.
  static func isFailure(_ status: Int) -> Bool { status >= 500 && status != 501 && status != 505 }

  /// Adds what was counted elsewhere in buckets of the same bounds.
  mutating func add(counts others: [UInt64], failures more: UInt64) {
    if counts.isEmpty { counts = [UInt64](repeating: 0, count: others.count) }
    for index in others.indices { counts[index] += others[index] }
    failures += more
  }

  /// What has come since another moment.
  func since(_ past: RouteTally?) -> RouteTally {
    guard let past else { return self }
    var result = self
    for index in past.counts.indices { result.counts[index] -= min(result.counts[index], past.counts[index]) }
    result.failures -= min(failures, past.failures)
    return result
  }

  /// The time within which a share of the requests was answered, in the unit of the bounds, linear within a bucket as
  /// Prometheus' `histogram_quantile` has it; nil without a request, the last bound for what is beyond it.
  func quantile(_ share: Double, bounds: [Double]) -> Double? {
    let rank = share * Double(requests)
    var below = 0.0
    for (index, count) in counts.enumerated() where count > 0 {
      let upTo = below + Double(count)
      guard upTo < rank else {
        guard index < bounds.count else { return bounds.last }
        let floor = index == 0 ? 0 : bounds[index - 1]
        return floor + (bounds[index] - floor) * (rank - below) / Double(count)
      }
      below = upTo
    }
    return nil
  }

  /// Requests that took longer than a time, which should be one of the bounds.
  func slower(than time: Double, bounds: [Double]) -> UInt64 {
    zip(counts, bounds.map { $0 <= time } + [false]).reduce(0) { $1.1 ? $0 : $0 + $1.0 }
  }
}

extension RouteTally {
  /// The tallies of all routes that have traffic.
  ///
  /// Only requests for what a route offers count: a preflight is answered sooner than it can be late.
  ///
  /// - Parameter data: of `http_request_duration_seconds`.
  static func all(in data: MetricRecord.Data?) -> (bounds: [Double], tallies: [String: RouteTally]) {
    guard case .histogram(let bounds, let points)? = data else { return ([], [:]) }
    var tallies: [String: RouteTally] = [:]
    for point in points {
      guard case .string(let route)? = point["route"], case .integer(let status)? = point["status_code"],
        point["method"] == "GET" || point["method"] == "HEAD"
      else { continue }
      tallies[route, default: RouteTally()].add(point, status: Int(status))
    }
    return (bounds, tallies)
  }
}

extension MetricRecord.HistogramPoint {
  fileprivate subscript(name: String) -> AttributeValue? { attributes.first { $0.name == name }?.value }
}
