import Telemetry

extension InstrumentDeclaration {
  static let requests = InstrumentDeclaration("requests_total", .counter, unit: "1", "Requests.", attributes: ["route"])
  static let connections = InstrumentDeclaration("connections", .gauge, unit: "1", "Open connections.")
  static let duration = InstrumentDeclaration(
    "http.server.request.duration", .histogram(bounds: [0.001, 0.01, 0.1]), unit: "s", "Time of requests.",
    attributes: ["route"])
}

extension MetricRegistry {
  /// A registry at one second after 1970.
  static func still() -> MetricRegistry { MetricRegistry { 1_000_000_000 } }
}

extension [Attribute] {
  static func route(_ route: String) -> [Attribute] { [Attribute("route", .string(route))] }
}
