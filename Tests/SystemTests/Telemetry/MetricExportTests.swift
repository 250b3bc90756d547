import KongSandbox
import OTLPTestSupport
import Telemetry
import Testing

@testable import AuthenticationService

/// What a collector is told in numbers.
@Suite(.timeLimit(.minutes(2))) struct MetricExportTests {
  /// Three tokens, of which Kong was asked for one, and one for nobody.
  private static func tellOfTraffic(_ variables: [String: String] = [:]) async throws -> ToldTelemetry {
    try await TelemetryScene.play(variables.merging(["CIRCUIT_BREAKER_ENABLED": "true"]) { $1 }) { scene in
      try await scene.askForTokens(3)
      #expect(try await scene.service.get("/tokens", as: "nobody").status == 401)
    }
  }

  @Test func `the numbers are those of the traffic`() async throws {
    let metrics = try await Self.tellOfTraffic().exports.metrics
    #expect(metrics["http_requests_total", "method=GET,route=/tokens,status_code=200"] == 3)
    #expect(metrics["http_requests_total", "method=GET,route=/tokens,status_code=401"] == 1)
    let attributes = "http.request.method=GET,http.response.status_code=200,http.route=/tokens"
    #expect(metrics["http.server.request.duration", attributes] == 3)
    #expect(metrics["cache_hit_rate", ""] == 0.5)
    #expect(metrics["kong_cache_misses_total", ""] == 2)
    #expect(metrics["circuit_breaker_state", "operation=getConsumerSecret"] == 0)
    #expect(metrics["kong_api_call_duration_ms", "operation=get_consumer,result=success"] == 1)
    #expect(metrics["kong_api_call_duration_ms", "operation=get_consumer,result=not_found"] == 1)
    #expect(metrics["jwt_creation_duration_ms", "operation=token_generation,result=success"] == 3)
    #expect(metrics["authentication_failures_total", "operation=token_generation,status_code=401"] == 1)
    #expect((metrics["process_resident_memory_bytes", ""] ?? 0) > 1_000_000)
  }

  @Test func `every instrument that traffic moves is there`() async throws {
    let names = Set(try await Self.tellOfTraffic().exports.metrics.map(\.name))
    let moved = ["HTTP", "Tokens", "Kong", "Circuit breakers", "Telemetry"]
    let declared = ServiceMetrics.all.filter { moved.contains($0.section) }.flatMap(\.instruments).map(\.name)
    #expect(declared.count > 25)
    #expect(declared.filter { !names.contains($0) } == [])
  }

  @Test func `every number is counted from the start, and counters only rise`() async throws {
    let told = try await Self.tellOfTraffic(["OTEL_METRIC_EXPORT_INTERVAL": "100"])
    let metrics = try told.exports.metrics
    #expect(metrics.count > 40)
    for metric in metrics {
      if let sum = metric.sum { #expect(sum.aggregationTemporality == 2 && sum.isMonotonic == true, "\(metric.name)") }
      if let histogram = metric.histogram { #expect(histogram.aggregationTemporality == 2, "\(metric.name)") }
    }
    let counts = try told.exports.filter { $0.signal == "metrics" }.map { export in
      try [export].metrics["http_requests_total", "method=GET,route=/tokens,status_code=200"] ?? 0
    }
    #expect(counts == counts.sorted() && counts.last == 3)
  }

  @Test func `all exports say who sends them`() async throws {
    let told = try await TelemetryScene.play([
      "OTEL_SERVICE_NAME": "tokens-of-eu", "OTEL_SERVICE_VERSION": "7.8.9",
      "OTEL_RESOURCE_ATTRIBUTES": "cloud.region=eu%2Dwest-1,team=a%20b,service.name=loses,host.name=mine",
      "KUBERNETES_SERVICE_HOST": "10.0.0.1", "HOSTNAME": "pod-1", "POD_NAMESPACE": "edge",
    ]) { try await $0.askForTokens(1) }
    #expect(Set(told.exports.map(\.signal)).count == 3)
    let resources = try told.exports.resources
    #expect(resources.count == told.exports.count)
    for resource in resources {
      #expect(resource.count { $0.name == "service.name" } == 1 && resource["service.name"] == "tokens-of-eu")
      #expect(resource["service.version"] == "7.8.9" && resource["deployment.environment.name"] == "staging")
      #expect(resource["cloud.region"] == "eu-west-1" && resource["team"] == "a b" && resource["host.name"] == "mine")
      #expect(resource["k8s.pod.name"] == "pod-1" && resource["k8s.namespace.name"] == "edge")
      #expect(resource["telemetry.sdk.language"] == "swift" && resource["process.pid"] != nil)
    }
  }
}
