import AuthenticationCore
import HTTPEdge
import Telemetry
import Testing

@testable import AuthenticationService

/// `POST /debug/metrics/test`, and what it has in common with the export.
struct DebugMetricsTests {
  static let answered = HeaderLines.json + HeaderLines.noStore

  /// What is measured by others than the route itself, apart from what time alone changes.
  static func figures(_ service: TestService) -> [String] {
    service.components.parts.metrics.collect().filter { !$0.name.hasPrefix("debug_test_") }.compactMap { record in
      guard record.name.hasPrefix("http") || record.name.hasPrefix("auth") || record.name.hasPrefix("kong") else {
        return nil
      }
      return "\(record.name) \(record.data)"
    }
  }

  @Test func `a test records into instruments of its own, and says how many`() async throws {
    let service = try TestService()
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    let before = Self.figures(service)
    for count in 1...2 {
      let answer = await service.ask(.post, "/debug/metrics/test")
      #expect(answer.status == 200 && answer.lines == Self.answered)
      #expect(
        answer.body == #"{"success":true,"message":"Test metrics recorded successfully","metricsRecorded":3,"#
          + #""timestamp":"2025-01-15T12:00:00.000Z"}"#)
      let text = await service.ask("/metrics?format=prometheus").body
      #expect(text.contains("\ndebug_test_runs_total \(count)\n"))
      #expect(text.contains("\ndebug_test_last_run_seconds 1736942400\n"))
      #expect(text.contains("\ndebug_test_duration_seconds_count \(count)\n"))
    }
    #expect(Self.figures(service) == before && !before.isEmpty)
  }

  @Test func `nobody has these instruments who does not ask for a test`() async throws {
    #expect(try await !TestService().ask("/metrics?format=prometheus").body.contains("debug_test"))
  }

  @Test func `a test for which there is no room has failed`() async throws {
    let service = try TestService()
    let registry = service.components.parts.metrics
    for number in 0..<1000 {
      _ = registry.counter(InstrumentDeclaration("filler_\(number)", .counter, unit: "1", "Nothing."))
    }
    let answer = await service.ask(.post, "/debug/metrics/test")
    #expect(answer.status == 500 && answer.lines == Self.answered)
    #expect(
      answer.body == #"{"success":false,"error":"Failed to record test metrics","#
        + #""message":"only 0 were recorded: there is no room","timestamp":"2025-01-15T12:00:00.000Z"}"#)
  }

  @Test(arguments: [HTTPMethod.get, .head, .put, .delete], ["/debug/metrics/test", "/debug/metrics/export"])
  func `nothing happens by another method`(method: HTTPMethod, path: String) async throws {
    let answer = try await TestService().ask(method, path)
    #expect(answer.status == 405 && answer.values("Allow") == ["POST, OPTIONS"])
  }
}
