import HTTPEdge
import Telemetry
import Testing

@testable import AuthenticationService

struct MetricsFormatTests {
  /// What clients send, and what they want.
  static let table: [([String], MetricsFormat)] = [
    ([], .json), (["*/*"], .json), (["application/json"], .json), (["text/html,*/*;q=0.8"], .json),
    (["text/plain"], .text(.prometheus)), (["text/plain;version=0.0.4;q=0.5"], .text(.prometheus)),
    (["application/openmetrics-text; version=1.0.0"], .text(.openMetrics)),
    // Prometheus 2.42.
    (
      [
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
          + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
      ], .text(.openMetrics)
    ),
    (["text/plain, application/openmetrics-text;q=0.4"], .text(.prometheus)),
    (["application/json, text/plain;q=0.9"], .json), (["text/plain;q=0"], .json), (["TEXT/PLAIN"], .text(.prometheus)),
    (["application/json;q=0.1", "text/plain;q=0.2"], .text(.prometheus)), ([",;q=1,"], .json),
  ]

  @Test(arguments: table) func `text is for those who ask for it`(accept: [String], format: MetricsFormat) {
    #expect(MetricsFormat(AcceptedTypes(accept)) == format)
  }
}
