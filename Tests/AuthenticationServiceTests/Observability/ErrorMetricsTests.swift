import AuthenticationCore
import Telemetry
import TestSupport
import Testing

@testable import AuthenticationService

@Suite struct `Counted of answers` {
  private static func lines(_ service: TestService, _ prefix: String) -> [String] {
    let text = PrometheusText.render(service.components.parts.metrics.collect(), as: .prometheus)
    return String(decoding: text, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix(prefix) }.map(String.init)
  }

  @Test func `is every error that clients are told`() async throws {
    let service = try TestService(source: .failing(.unavailable(.timeout)))
    _ = await service.ask("/tokens")
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    _ = await service.ask("/tokens/validate", TokenAnswerTests.alice)
    let counted = Self.lines(service, "application_errors_total").filter { !$0.hasSuffix(" 0") }
    #expect(
      Set(counted) == [
        #"application_errors_total{error_type="kong_header_validation_failed",operation="token_request",component="token_handler"} 1"#,
        #"application_errors_total{error_type="kong_service_unavailable",operation="token_request",component="token_handler"} 1"#,
        #"application_errors_total{error_type="authorization_missing",operation="token_validation",component="token_handler"} 1"#,
      ])
  }

  @Test func `is the version that was asked for and given`() async throws {
    let service = try TestService()
    for version in [nil, "v1", "v2", "v2", "v3"] {
      _ = await service.ask("/health/live", version.map { [("Accept-Version", $0)] } ?? [])
    }
    #expect(
      Self.lines(service, "api_version") == [
        #"api_version_requests_total{version="v1"} 3"#, #"api_version_requests_total{version="v2"} 2"#,
        #"api_version_header_source_total{source="accept-version"} 4"#,
        #"api_version_header_source_total{source="default"} 1"#, "api_version_unsupported_total 1",
        "api_version_fallback_total 1",
      ])
    #expect(Self.lines(service, "security_headers") == [#"security_headers_applied_total{version="v2"} 2"#])
  }

  @Test func `is every change of a breaker`() async throws {
    let service = try TestService(source: .failing(.unavailable(.timeout)))
    for number in 0..<5 { _ = await service.ask("/tokens", [("X-Consumer-ID", "\(number)"), Case.username]) }
    #expect(
      Self.lines(service, "circuit_breaker_state_transitions").filter { !$0.hasSuffix(" 0") }
        == [#"circuit_breaker_state_transitions_total{operation="getConsumerSecret",state="open"} 1"#])
  }

  @Test func `are the two steps to a token, by the names that dashboards have`() async throws {
    let service = try TestService()
    for _ in 0..<3 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    let counts = Self.lines(service, "operation_duration_seconds_count")
    #expect(
      counts == [
        #"operation_duration_seconds_count{operation="kong_get_consumer_secret",component="kong"} 1"#,
        #"operation_duration_seconds_count{operation="jwt_generation",component="jwt"} 3"#,
      ])
    #expect(
      Self.lines(service, "cache_tier_latency_seconds_count") == [
        #"cache_tier_latency_seconds_count{tier="kong",operation="get"} 1"#
      ])
  }

  @Test func `of the machine and the process is only what the system says`() throws {
    let service = try TestService()
    for name in [
      "system_memory_total_bytes", "system_memory_free_bytes", "system_memory_usage_bytes", "system_load_average",
      "network_bytes_received_total", "network_bytes_sent_total", "process_cpu_usage_percent",
    ] {
      let line = try #require(Self.lines(service, name).first)
      #expect((Double(line.split(separator: " ").last ?? "") ?? -1) >= 0)
    }
  }
}
