import Telemetry

/// How exports go, shown as instruments.
struct TelemetryObservations: Sendable {
  /// Nil where nothing goes anywhere, and nothing is shown.
  let export: TelemetryExport?

  func declare(in registry: MetricRegistry) {
    guard let export else { return }
    let signals = Signal.allCases.filter { export.configuration.destination(of: $0) != nil }
    registry.observe(ServiceMetrics.telemetryExports) {
      signals.flatMap { signal in
        let statistics = export.statistics(of: signal)
        return [("success", statistics.successes), ("failure", statistics.failures)].map { status, count in
          ([Attribute("exporter", .string(signal.rawValue)), Attribute("status", .string(status))], Double(count))
        }
      }
    }
    registry.observe(ServiceMetrics.telemetryExportErrors) {
      signals.map { ([Attribute("exporter", .string($0.rawValue))], Double(export.statistics(of: $0).failures)) }
    }
    registry.observe(ServiceMetrics.telemetryRecords) {
      signals.filter { $0 != .metrics }.flatMap { signal in
        let counts = export.counts(of: signal)
        return [
          ("accepted", counts.accepted), ("exported", counts.exported), ("failed", counts.failed),
          ("dropped", counts.dropped),
        ].map { state, count in
          ([Attribute("signal", .string(signal.rawValue)), Attribute("state", .string(state))], Double(count))
        }
      }
    }
    registry.observe(ServiceMetrics.telemetryRecordsDropped) {
      signals.filter { $0 != .metrics }.map {
        ([Attribute("signal", .string($0.rawValue))], Double(export.counts(of: $0).dropped))
      }
    }
  }
}
