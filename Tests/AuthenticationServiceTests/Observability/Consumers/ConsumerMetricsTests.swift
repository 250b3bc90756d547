import AuthenticationCore
import Telemetry
import Testing

@testable import AuthenticationService

/// What `GET /tokens` records of those who ask.
struct ConsumerMetricsTests {
  private static func lines(_ service: TestService, _ prefix: String) -> [String] {
    String(
      decoding: PrometheusText.render(service.components.parts.metrics.collect(), as: .prometheus), as: UTF8.self
    ).split(separator: "\n").filter {
      $0.hasPrefix(prefix) && !$0.contains("\"medium\"} 0") && !$0.contains("\"high\"} 0")
    }
    .map(String.init)
  }

  private static func requests(_ category: String, _ count: Int) -> String {
    "consumer_requests_by_volume_total{volume_category=\"\(category)\"} \(count)"
  }

  private static func errors(_ category: String, _ count: Int) -> String {
    "consumer_errors_by_volume_total{volume_category=\"\(category)\"} \(count)"
  }

  @Test func `answers are counted and timed, be they fetched or at hand`() async throws {
    let service = try TestService()
    for _ in 0..<102 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    #expect(
      Self.lines(service, "consumer_requests_by_volume") == [Self.requests("medium", 2), Self.requests("low", 100)])
    #expect(Self.lines(service, "consumer_errors_by_volume") == [Self.errors("low", 0)])
    #expect(
      Self.lines(service, "consumer_latency_by_volume_count").last
        == #"consumer_latency_by_volume_count{volume_category="low"} 100"#)
  }

  @Test func `refusals of a known consumer are errors`() async throws {
    let unknown = try TestService(source: .failing(.notFound))
    // Once from Kong, once from memory.
    for _ in 0..<2 { #expect(await unknown.ask("/tokens", TokenAnswerTests.alice).status == 401) }
    #expect(Self.lines(unknown, "consumer_errors_by_volume") == [Self.errors("low", 2)])
    let outage = try TestService(source: .failing(.unavailable(.timeout)))
    #expect(await outage.ask("/tokens", TokenAnswerTests.alice).status == 503)
    #expect(Self.lines(outage, "consumer_errors_by_volume") == [Self.errors("low", 1)])
  }

  @Test func `who is not known, or does not ask for a token, is not counted`() async throws {
    let service = try TestService(["METRICS_CONSUMER_LABEL": "bounded"])
    _ = await service.ask("/tokens")
    _ = await service.ask("/tokens", [Case.id, Case.username, Case.anonymous])
    _ = await service.ask("/tokens/validate", [Case.id, Case.username])
    #expect(Self.lines(service, "consumer_requests_by_volume") == [Self.requests("low", 0)])
    #expect(Self.lines(service, "consumer_requests_total") == [])
  }

  @Test func `no consumer has a series, unless it is asked for`() async throws {
    let service = try TestService()
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(Self.lines(service, "consumer_requests_total") == [])
    let other = try TestService(["METRICS_CONSUMER_LABEL": "bounded"])
    _ = await other.ask("/tokens", TokenAnswerTests.alice)
    #expect(Self.lines(other, "consumer_requests_total") == [#"consumer_requests_total{consumer="alice"} 1"#])
  }
}
