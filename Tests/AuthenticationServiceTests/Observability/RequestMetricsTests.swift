import HTTPEdge
import NIOCore
import Telemetry
import Testing

@testable import AuthenticationService

struct RequestMetricsTests {
  let registry = MetricRegistry { 0 }
  let metrics: RequestMetrics

  init() {
    metrics = RequestMetrics(registry, paths: ["/tokens", "/health", "/admin/cache", "/admin/cache/*"]) { 0 }
  }

  /// An exchange from its beginning to its end.
  private func exchange(_ method: HTTPEdge.HTTPMethod, _ path: String, _ status: HTTPStatus?, microseconds: Int64 = 100)
  {
    var request = Request(
      method: method, path: path, headers: RequestHeaders(bytes: ByteBuffer(), fields: []), id: .adopted("a"))
    metrics.began(&request)
    metrics.ended(
      request, ExchangeOutcome(status: status?.code, bodyBytes: 400, duration: .microseconds(microseconds)))
  }

  /// The lines of what a scraper reads that begin so.
  private func lines(_ prefix: String) -> [String] {
    String(decoding: PrometheusText.render(registry.collect(), as: .openMetrics), as: UTF8.self)
      .split(separator: "\n").filter { $0.hasPrefix(prefix) }.map(String.init)
  }

  @Test func `requests are counted by method, route and status`() {
    for _ in 0..<3 { exchange(.get, "/tokens", .ok) }
    exchange(.head, "/tokens", .ok)
    exchange(.get, "/tokens", .unauthorized)
    exchange(.delete, "/admin/cache/some-body", .ok)
    #expect(
      lines("http_requests_total") == [
        #"http_requests_total{method="GET",route="/tokens",status_code="200"} 3"#,
        #"http_requests_total{method="HEAD",route="/tokens",status_code="200"} 1"#,
        #"http_requests_total{method="GET",route="/tokens",status_code="401"} 1"#,
        #"http_requests_total{method="DELETE",route="/admin/cache/*",status_code="200"} 1"#,
      ])
    #expect(
      lines("http_requests_by_status_total").last
        == #"http_requests_by_status_total{method="DELETE",route="/admin/cache/*",status_code="200",status_class="2xx"} 1"#
    )
  }

  @Test func `what clients make up is one series`() {
    for index in 0..<5000 {
      exchange(.other("METHOD\(index)"), "/\(index)", .notFound)
      exchange(.get, "/tokens/\(index)", .notFound)
    }
    #expect(
      lines("http_requests_total") == [
        #"http_requests_total{method="_OTHER",route="unmatched",status_code="404"} 5000"#,
        #"http_requests_total{method="GET",route="unmatched",status_code="404"} 5000"#,
      ])
  }

  @Test func `one distribution has three names`() {
    exchange(.get, "/tokens", .ok, microseconds: 80)
    exchange(.get, "/tokens", .ok, microseconds: 20_000)
    #expect(
      lines("http_request_duration_seconds_bucket").contains(
        #"http_request_duration_seconds_bucket{method="GET",route="/tokens",status_code="200",le="0.0001"} 1"#))
    #expect(
      lines("http_request_duration_seconds_sum") == [
        #"http_request_duration_seconds_sum{method="GET",route="/tokens",status_code="200"} 0.02008"#
      ])
    #expect(
      lines("http_request_duration_ms_sum") == [
        #"http_request_duration_ms_sum{method="GET",route="/tokens",status_code="200"} 20.08"#
      ])
    #expect(
      lines("http_server_request_duration_seconds_count") == [
        #"http_server_request_duration_seconds_count{http_request_method="GET",http_route="/tokens",http_response_status_code="200"} 2"#
      ])
  }

  @Test func `requests for a token are attempts, and end well or not`() {
    exchange(.get, "/tokens", .ok)
    exchange(.get, "/tokens", .ok)
    exchange(.get, "/tokens", .serviceUnavailable)
    exchange(.options, "/tokens", .noContent)
    exchange(.get, "/health", .ok)
    #expect(
      lines("authentication_attempts_total") == [#"authentication_attempts_total{operation="token_generation"} 3"#])
    #expect(lines("authentication_success_total") == [#"authentication_success_total{operation="token_generation"} 2"#])
    #expect(
      lines("authentication_failures_total") == [
        #"authentication_failures_total{operation="token_generation",status_code="503"} 1"#
      ])
  }

  @Test func `requests are in flight until they end, however they do`() {
    var request = Request(
      method: .get, path: "/tokens", headers: RequestHeaders(bytes: ByteBuffer(), fields: []), id: .adopted("a"))
    metrics.began(&request)
    metrics.began(&request)
    #expect(lines("http_requests_in_flight") == ["http_requests_in_flight 2"])
    metrics.ended(request, ExchangeOutcome(status: 200, bodyBytes: 0, duration: .zero))
    metrics.ended(request, ExchangeOutcome(status: nil, bodyBytes: 0, duration: .zero))
    var unknown: Request?
    metrics.refused(&unknown, ExchangeOutcome(status: 400, bodyBytes: 0, duration: .zero))
    #expect(lines("http_requests_in_flight") == ["http_requests_in_flight 0"])
    #expect(lines("http_requests_abandoned_total") == ["http_requests_abandoned_total 1"])
    #expect(
      lines("http_requests_total") == [
        #"http_requests_total{method="GET",route="/tokens",status_code="200"} 1"#,
        #"http_requests_total{method="_OTHER",route="unmatched",status_code="400"} 1"#,
      ])
  }
}
