import Telemetry

extension ServiceMetrics {
  static let telemetryExports = InstrumentDeclaration(
    "telemetry_exports_total", .counter, unit: "1", "Exports to the collector, by what came of them.",
    attributes: ["exporter", "status"])
  static let telemetryExportErrors = InstrumentDeclaration(
    "telemetry_export_errors_total", .counter, unit: "1", "Exports to the collector that failed.",
    attributes: ["exporter"])
  static let telemetryRecords = InstrumentDeclaration(
    "telemetry_records_total", .counter, unit: "1",
    "Spans and lines of the log: all that were accepted for an export, and what has become of them.",
    attributes: ["signal", "state"])
  static let telemetryRecordsDropped = InstrumentDeclaration(
    "telemetry_records_dropped_total", .counter, unit: "1",
    "Spans and lines of the log that were dropped, since the collector is too slow or away.", attributes: ["signal"])

  static let telemetry = [telemetryExports, telemetryExportErrors, telemetryRecords, telemetryRecordsDropped]
}
