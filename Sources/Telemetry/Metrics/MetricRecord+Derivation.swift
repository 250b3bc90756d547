// Other forms of what was measured.

extension MetricRecord.Data {
  /// A distribution in another unit, with other names for its attributes; nil for what is none.
  package func rescaled(by factor: Double, renaming names: [String: String] = [:]) -> MetricRecord.Data? {
    guard case .histogram(let bounds, let points) = self else { return nil }
    return .histogram(
      bounds: bounds.map { ($0 * factor).withoutNoise },
      points.map { point in
        MetricRecord.HistogramPoint(
          attributes: point.attributes.map { Attribute(names[$0.name] ?? $0.name, $0.value) }, counts: point.counts,
          sum: (point.sum * factor).withoutNoise,
          exemplars: point.exemplars.mapValues { exemplar in
            var exemplar = exemplar
            exemplar.value = (exemplar.value * factor).withoutNoise
            return exemplar
          })
      })
  }

  /// A distribution with other attributes; series without any are left out, and those with the same are added up.
  package func renamed(_ attributes: ([Attribute]) -> [Attribute]?) -> MetricRecord.Data? {
    guard case .histogram(let bounds, let points) = self else { return nil }
    var order: [[Attribute]] = []
    var sums: [[Attribute]: MetricRecord.HistogramPoint] = [:]
    for point in points {
      guard let key = attributes(point.attributes) else { continue }
      if sums[key] == nil { order.append(key) }
      let sum = sums[key] ?? .init(attributes: key, counts: point.counts.map { _ in 0 }, sum: 0)
      sums[key] = .init(
        attributes: key, counts: zip(sum.counts, point.counts).map(+), sum: sum.sum + point.sum,
        exemplars: sum.exemplars.merging(point.exemplars) { $1 })
    }
    return order.isEmpty ? nil : .histogram(bounds: bounds, order.compactMap { sums[$0] })
  }

  /// The series of both; those of this one alone when they are not of the same kind.
  func joined(with other: MetricRecord.Data) -> MetricRecord.Data {
    switch (self, other) {
    case (.counter(let mine), .counter(let others)): .counter(mine + others)
    case (.gauge(let mine), .gauge(let others)): .gauge(mine + others)
    case (.histogram(let bounds, let mine), .histogram(let otherBounds, let others)) where bounds == otherBounds:
      .histogram(bounds: bounds, mine + others)
    default: self
    }
  }

  /// How often something was measured, for each series that `attributes` makes of the ones there are; nil for what is no
  /// distribution.
  ///
  /// - Parameter attributes: nil for a series that does not count.
  package func counted(_ attributes: ([Attribute]) -> [Attribute]?) -> MetricRecord.Data? {
    guard case .histogram(_, let points) = self else { return nil }
    var order: [[Attribute]] = []
    var sums: [[Attribute]: Double] = [:]
    for point in points {
      guard let key = attributes(point.attributes) else { continue }
      if sums[key] == nil { order.append(key) }
      sums[key, default: 0] += Double(point.count)
    }
    return order.isEmpty ? nil : .counter(order.map { .init(attributes: $0, value: sums[$0] ?? 0) })
  }
}

extension Double {
  /// The number without what multiplying has left beyond a billionth.
  fileprivate var withoutNoise: Double { (self * 1e9).rounded() / 1e9 }
}
