package import CoreMetrics

/// The back end of the metrics API: what libraries count is entered into a registry, whose limits hold for it too.
package struct RegistryMetrics: MetricsFactory {
  private static let timeBounds = [
    0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  private let registry: MetricRegistry
  private let declarations: [String: InstrumentDeclaration]

  /// - Parameter declarations: says what is known of instruments besides their names.
  package init(_ registry: MetricRegistry, declarations: [InstrumentDeclaration] = []) {
    self.registry = registry
    self.declarations = Dictionary(declarations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    Counting(series: registry.counter(declaration(label, .counter), dimensions.attributes))
  }

  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    guard aggregate else {
      return Setting(series: registry.gauge(declaration(label, .gauge), dimensions.attributes))
    }
    return Recording(
      series: registry.histogram(declaration(label, .histogram(bounds: Self.timeBounds)), dimensions.attributes))
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    Setting(series: registry.gauge(declaration(label, .gauge), dimensions.attributes))
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    let declaration = declaration(label, .histogram(bounds: Self.timeBounds), unit: "s")
    return Recording(series: registry.histogram(declaration, dimensions.attributes))
  }

  // What was counted stays counted.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  private func declaration(
    _ label: String, _ kind: InstrumentDeclaration.Kind, unit: String = "1"
  ) -> InstrumentDeclaration {
    declarations[label] ?? InstrumentDeclaration(label, kind, unit: unit, "Counted by a library.")
  }
}
