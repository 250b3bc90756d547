import Telemetry

extension ServiceMetrics {
  static let telemetryExports = InstrumentDeclaration(
    "telemetry_exports_total", .counter, unit: "1", "Exports of telemetry, by what came of them.",
    attributes: ["exporter", "status"])
  static let telemetryExportErrors = InstrumentDeclaration(
    "telemetry_export_errors_total", .counter, unit: "1", "Exports of telemetry that failed for good.",
    attributes: ["exporter"])
  static let telemetryRecordsDropped = InstrumentDeclaration(
    "telemetry_records_dropped_total", .counter, unit: "1",
    "Spans, metrics and lines of the log that found no room before their export.", attributes: ["signal"])

  static let telemetry = [telemetryExports, telemetryExportErrors, telemetryRecordsDropped]
}
