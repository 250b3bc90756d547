import Foundation
import KongSandbox
import RedisTestSupport
import Testing

/// What Prometheus and its tools make of `/metrics`.
@Suite(
  .timeLimit(.minutes(2)), .enabled(if: Tool.prometheus != nil && Tool.promtool != nil, "prometheus is not installed"))
struct PrometheusTests {
  @Test(arguments: ["prometheus", "openmetrics"]) func `a scrape adds up to what was asked`(format: String) async throws
  {
    try await Scene.play { scene in
      for _ in 0..<7 { #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200) }
      _ = try await scene.service.get("/tokens", as: "nobody")
      let text = try await scene.service.get("/metrics?format=\(format)").body
      #expect(text.contains("\nhttp_requests_total{method=\"GET\",route=\"/tokens\",status_code=\"200\"} 7\n"))
      #expect(text.contains("\nhttp_requests_total{method=\"GET\",route=\"/tokens\",status_code=\"401\"} 1\n"))
      #expect(text.contains("\nkong_operations_total{operation=\"get_consumer\",result=\"success\"} 1\n"))
      #expect(text.contains("\nkong_operations_total{operation=\"get_consumer\",result=\"not_found\"} 1\n"))
      let creations = "jwt_token_creation_duration_seconds_count{operation=\"token_generation\",result=\"success\"} 7"
      #expect(text.contains("\n\(creations)\n"))
      for name in ["http_request_duration_ms", "jwt_creation_duration_ms", "kong_api_call_duration_ms"] {
        #expect(text.contains("\n\(name)_count") == (format == "openmetrics"))
      }
      #expect(text.contains("\nkong_cache_hits_total 6\n"))
      #expect(!text.contains(SandboxSeed.alice))
      #expect(text.hasSuffix("# EOF\n") == (format == "openmetrics"))
    }
  }

  @Test func `promtool finds no fault with it`() async throws {
    try await Scene.play { scene in
      _ = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      let text = try await scene.service.get("/metrics?format=prometheus").body
      let complaints = try await Tool.run(#require(Tool.promtool), ["check", "metrics"], input: text)
      #expect(text.contains("\nhttp_requests_total{") && complaints.isEmpty)
    }
  }

  @Test func `Prometheus scrapes it`() async throws {
    try await Scene.play { scene in
      for _ in 0..<3 { _ = try await scene.service.get("/tokens", as: SandboxSeed.alice) }
      let port = try await LocalPort.free()
      try await Tool.usePrometheus(port: port, target: scene.port) {
        let query = Client(base: "http://127.0.0.1:\(port)")
        let expression = "http_requests_total%7Broute%3D%22%2Ftokens%22%7D"
        let answer = try await eventually({ try? await query.get("/api/v1/query?query=\(expression)").body }) {
          $0?.contains("\"3\"") == true
        }
        #expect(answer?.contains("\"status_code\":\"200\"") == true)
      }
    }
  }
}
