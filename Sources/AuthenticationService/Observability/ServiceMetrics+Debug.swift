import Telemetry

extension ServiceMetrics {
  static let debugTests = InstrumentDeclaration(
    "debug_test_runs_total", .counter, unit: "1",
    "How often `POST /debug/metrics/test` was asked; recorded by this route alone, like the next two.")
  static let debugTestTime = InstrumentDeclaration(
    "debug_test_last_run_seconds", .gauge, unit: "s", "When it was asked for the last time, since 1970.")
  static let debugTestDuration = InstrumentDeclaration(
    "debug_test_duration_seconds", .histogram(bounds: operationTimeBounds), unit: "s",
    "Time that it took to record the other two.")

  static let debug = [debugTests, debugTestTime, debugTestDuration]
}
