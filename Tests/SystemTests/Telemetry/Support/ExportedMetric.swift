/// An instrument as a receiver has it.
struct ExportedMetric: Decodable, Sendable {
  struct Point: Decodable, Sendable {
    let asDouble: Double?
    let count: String?
    let attributes: [ExportedAttribute]?

    /// A number, or how many values a distribution has.
    var number: Double? { asDouble ?? count.flatMap(Double.init) }
  }

  struct Points: Decodable, Sendable {
    let dataPoints: [Point]
    /// 2 is cumulative.
    let aggregationTemporality: Int?
    let isMonotonic: Bool?
  }

  let name: String
  let sum: Points?
  let gauge: Points?
  let histogram: Points?

  /// The points of whatever kind of instrument it is.
  var points: [Point] { (sum ?? gauge ?? histogram)?.dataPoints ?? [] }
}

extension [ExportedMetric] {
  /// The value of a series, its attributes as `name=value` with commas in the order of their names.
  subscript(name: String, attributes: String) -> Double? {
    first { $0.name == name }?.points.first { point in
      (point.attributes ?? []).map { "\($0.name)=\($0.text)" }.sorted().joined(separator: ",") == attributes
    }?.number
  }
}
