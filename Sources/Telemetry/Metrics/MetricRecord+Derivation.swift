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
            exemplar.value *= factor
            return exemplar
          })
      })
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
