import Telemetry

@testable import AuthenticationService

/// What a Prometheus that scrapes the service and has our rules can know: names of series, and the labels that each has.
struct KnownSeries {
  /// Labels that Prometheus adds.
  private static let added: Set<String> = ["job", "instance"]

  private(set) var labels: [String: Set<String>] = ["up": added]

  /// What the service exports.
  init() {
    for declaration in ServiceMetrics.all.flatMap(\.instruments) {
      let text = String(decoding: PrometheusText.render([declaration.sample], as: .prometheus), as: UTF8.self)
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        let name = String(line.prefix { $0 != "{" && $0 != " " })
        let own = PromQL(String(line.prefix { $0 != " " })).selectors.first?.labels ?? []
        labels[name, default: Self.added].formUnion(own)
      }
    }
  }

  /// Learns what a rule records: the labels that its expression groups by, and its own.
  mutating func add(_ rule: RuleFile.Rule) {
    guard let record = rule.record else { return }
    labels[record, default: []].formUnion(PromQL(rule.expression).groupings + rule.labels)
  }

  /// What an expression relies on in vain.
  func complaints(about expression: String) -> [String] {
    let query = PromQL(expression)
    var known: Set<String> = []
    var complaints: [String] = query.selectors.isEmpty ? ["\(expression) reads nothing"] : []
    for selector in query.selectors {
      guard let own = labels[selector.metric] else {
        complaints.append("there is no \(selector.metric)")
        continue
      }
      known.formUnion(own)
      complaints += selector.labels.filter { !own.contains($0) }.map { "\(selector.metric) has no label \($0)" }
    }
    return complaints
      + query.groupings.filter { !known.contains($0) }.map { "nothing has a label \($0): \(expression)" }
  }
}

extension InstrumentDeclaration {
  /// Something that the instrument could have measured.
  fileprivate var sample: MetricRecord {
    let attributes = attributes.map { Attribute($0, "x") }
    let data: MetricRecord.Data =
      switch kind {
      case .counter: .counter([.init(attributes: attributes, value: 1)])
      case .gauge: .gauge([.init(attributes: attributes, value: 1)])
      case .histogram(let bounds):
        .histogram(
          bounds: bounds,
          [.init(attributes: attributes, counts: [UInt64](repeating: 1, count: bounds.count + 1), sum: 1)])
      }
    return MetricRecord(name: name, summary: summary, unit: unit, start: 0, time: 0, data: data)
  }
}
