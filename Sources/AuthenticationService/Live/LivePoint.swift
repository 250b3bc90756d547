/// One second of the charts.
struct LivePoint: Sendable {
  /// Look-ups of credentials.
  struct Lookups: Sendable, Equatable {
    /// Those that did not need Kong.
    var hits = 0
    var all = 0

    func since(_ past: Lookups) -> Lookups { Lookups(hits: hits - past.hits, all: all - past.all) }

    /// From 0 to 1; nil without a look-up.
    var hitRate: Double? { all > 0 ? Double(max(0, hits)) / Double(all) : nil }
  }

  /// When it ended, in milliseconds since 1970.
  let time: Int64
  /// Requests per second.
  let rate: Double
  /// Answers per second that are a fault of the service or of what it needs.
  let failureRate: Double
  /// Requests for tokens that were answered with 2xx, and with a fault of ours.
  let tokens: (successes: UInt64, failures: UInt64)
  /// Of requests for tokens, in seconds; nil without any.
  let latency: LiveLatency?
  let hitRate: Double?

  /// - Parameters:
  ///   - growth: what was answered in the meantime.
  ///   - span: how long that was, in seconds.
  init(time: Int64, growth: LiveTraffic, lookups: Lookups, span: Double) {
    let all = growth.sum()
    self.time = time
    rate = Double(all.requests) / span
    failureRate = Double(all.failures) / span
    let tokens = growth.tokens
    self.tokens = (tokens.successes, tokens.failures)
    latency = LiveLatency(tokens.tally, bounds: growth.bounds)
    hitRate = lookups.hitRate
  }

  /// A member of `history`.
  var document: JSONOutput {
    [
      "timestamp": .string(WallClock.timestamp(of: time)), "rate": .rounded(rate), "failureRate": .rounded(failureRate),
      "latency": latency?.document ?? .null, "hitRate": hitRate.map { .rounded($0 * 100) } ?? .null,
    ]
  }
}

/// Percentiles of the time to an answer, in seconds.
struct LiveLatency: Sendable, Equatable {
  let p50: Double
  let p95: Double
  let p99: Double

  /// Nil without a request.
  init?(_ tally: RouteTally, bounds: [Double]) {
    func quantile(_ percentile: Percentile) -> Double? { tally.quantile(percentile.share, bounds: bounds) }
    guard let p50 = quantile(.p50), let p95 = quantile(.p95), let p99 = quantile(.p99) else { return nil }
    (self.p50, self.p95, self.p99) = (p50, p95, p99)
  }

  /// In milliseconds.
  var document: JSONOutput {
    ["p50": .rounded(p50 * 1000), "p95": .rounded(p95 * 1000), "p99": .rounded(p99 * 1000)]
  }
}

extension LiveTraffic {
  /// What consumers have asked for.
  var tokens: Route { sum { $0 == TokenPath.tokens || $0 == TokenPath.validation } }
}

extension JSONOutput {
  /// A number with two decimals at most.
  static func rounded(_ value: Double) -> JSONOutput { .hundredths(Int((value * 100).rounded())) }
}
