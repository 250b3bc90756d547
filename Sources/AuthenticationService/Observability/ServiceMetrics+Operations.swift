import Telemetry

extension ServiceMetrics {
  /// Seconds: for what takes microseconds as well as for what waits for others.
  static let operationTimeBounds = [0.000_001, 0.000_002, 0.000_005, 0.000_01, 0.000_025] + timeBounds

  static let operationDuration = InstrumentDeclaration(
    "operation_duration_seconds", .histogram(bounds: operationTimeBounds), unit: "s",
    "Time of the two steps to a token: `kong_get_consumer_secret` and `jwt_generation`.",
    attributes: ["operation", "component"])
  static let tierLatency = InstrumentDeclaration(
    "cache_tier_latency_seconds", .histogram(bounds: operationTimeBounds), unit: "s",
    "Time of a look-up by what was asked, beyond memory.", attributes: ["tier", "operation"])
  static let tierErrors = InstrumentDeclaration(
    "cache_tier_errors_total", .counter, unit: "1",
    "Entries of the shared cache that were not believed (`cache_pollution`), and operations that failed (`access_error`).",
    attributes: ["error_type", "operation", "component"])

  /// Other forms of what is measured anyway, for those who ask by the names of the replaced service.
  static func deriveOperations(in registry: MetricRegistry) {
    registry.merge(
      operationDuration,
      from: [
        (
          kongDuration,
          { @Sendable in $0.renamed { $0.isLookup ? operation("kong_get_consumer_secret", "kong") : nil } }
        ),
        (tokenCreation, { @Sendable in $0.renamed { _ in operation("jwt_generation", "jwt") } }),
      ])
    registry.merge(
      tierLatency,
      from: [
        (kongDuration, { @Sendable in $0.renamed { $0.isLookup ? tier("kong", "get") : nil } }),
        (redisDuration, { @Sendable in $0.renamed { $0.text("operation").map { tier("redis", $0) } } }),
      ])
  }

  private static func operation(_ name: String, _ component: String) -> [Attribute] {
    [Attribute("operation", .string(name)), Attribute("component", .string(component))]
  }

  private static func tier(_ name: String, _ operation: String) -> [Attribute] {
    [Attribute("tier", .string(name)), Attribute("operation", .string(operation))]
  }
}

extension [Attribute] {
  fileprivate func text(_ name: String) -> String? {
    guard case .string(let text)? = first(where: { $0.name == name })?.value else { return nil }
    return text
  }

  /// Whether Kong was asked for a consumer, and not how it is.
  fileprivate var isLookup: Bool { text("operation") == KongMetrics.Operation.getConsumer.rawValue }
}
