import AuthenticationCore
import HTTPEdge
import TestSupport
import Testing

@testable import AuthenticationService

/// `/admin/breakers`.
struct BreakerAdministrationTests {
  static func breaker(_ state: String, until: String = "null", fires: Int = 0, rejections: Int = 0, failures: Int = 0)
    -> String
  {
    """
    {
          "state": "\(state)",
          "secondsUntilTrial": \(until),
          "stats": {
            "fires": \(fires),
            "rejections": \(rejections),
            "failures": \(failures),
            "successes": 0
          }
        }
    """
  }

  static func document(_ first: String) -> String {
    """
    {
      "breakers": {
        "getConsumerSecret": \(first),
        "createConsumerSecret": \(breaker("closed")),
        "healthCheck": \(breaker("closed"))
      },
      "timestamp": "2025-01-15T12:00:00.000Z"
    }
    """
  }

  @Test func `show how long Kong is left alone, until somebody closes them`() async throws {
    let service = try TestService(source: .failing(.unavailable(.timeout)))
    #expect(await service.ask("/admin/breakers").body == Self.document(Self.breaker("closed")))
    for number in 0..<4 { _ = await service.ask("/tokens", [("X-Consumer-ID", "\(number)"), Case.username]) }
    service.time.advance(by: .milliseconds(500))
    let open = Self.breaker("open", until: "60", fires: 3, rejections: 1, failures: 3)
    #expect(await service.ask("/admin/breakers").body == Self.document(open))
    let reset = await service.ask(.delete, "/admin/breakers/getConsumerSecret")
    #expect(reset.status == 200 && reset.lines == HeaderLines.json + HeaderLines.noStore)
    #expect(reset.body.contains(#""reset": "getConsumerSecret","#) && reset.body.contains(#""state": "closed","#))
    // Kong is asked again, and what it has failed before is not held against it.
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).text("code") == "AUTH_004")
    #expect(service.source.calls.count == 4)
  }

  @Test func `those before the shared cache and before collectors are among them`() async throws {
    let shared: [String: String?] = ["HIGH_AVAILABILITY": "true", "REDIS_URL": "redis://127.0.0.1:1"]
    try await TestService.exporting(shared) { service, collector in
      collector.answer(.refuses)
      for _ in 1...5 { _ = await service.ask(.post, "/debug/metrics/export") }
      let before = await service.ask("/admin/breakers").body
      for name in ["getConsumerSecret", "cache_operations", "telemetry_traces", "telemetry_metrics", "telemetry_logs"] {
        #expect(before.contains("\"\(name)\": {"))
      }
      #expect(before.contains("\"telemetry_metrics\": {\n      \"state\": \"open\","))
      #expect(await service.ask(.delete, "/admin/breakers/telemetry_metrics").status == 200)
      let after = await service.ask("/admin/breakers").body
      #expect(after.contains("\"telemetry_metrics\": \(Self.breaker("closed", fires: 5, failures: 5))"))
      #expect(await service.ask(.delete, "/admin/breakers/cache_operations").status == 200)
    }
  }

  @Test(arguments: ["other", "getconsumersecret", "%ff", "getConsumerSecret%20"])
  func `know those alone that there are`(name: String) async throws {
    let answer = try await TestService().ask(.delete, "/admin/breakers/\(name)")
    #expect(answer.status == 404)
    #expect(
      answer.text("detail")
        == "There is no such circuit breaker; there are: getConsumerSecret, createConsumerSecret, healthCheck")
  }
}
