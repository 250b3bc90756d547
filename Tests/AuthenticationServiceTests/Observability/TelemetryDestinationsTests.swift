import Telemetry
import Testing

@testable import AuthenticationService

@Suite struct `Telemetry goes` {
  private static func destinations(_ changes: [String: String?]) throws -> [String?] {
    let telemetry = try ServiceConfiguration.load(changes).telemetry
    return Telemetry.Signal.allCases.map { telemetry.destination(of: $0).map { "\($0)" } }
  }

  private static let nowhere: [String?] = [nil, nil, nil]
  private static let localhost: [String?] = ["traces", "metrics", "logs"].map { "http://localhost:4318/v1/\($0)" }

  @Test func `nowhere when nobody has said where`() throws {
    #expect(try Self.destinations([:]) == Self.nowhere)
    #expect(try ServiceConfiguration.load([:]).telemetry.effectiveMode == .console)
  }

  @Test(arguments: ["otlp", "both"]) func `to the usual place when somebody asks for it`(mode: String) throws {
    #expect(try Self.destinations(["TELEMETRY_MODE": mode]) == Self.localhost)
  }

  @Test(arguments: [["TELEMETRY_MODE": "console"], ["OTEL_SDK_DISABLED": "true"]])
  func `nowhere when that is what somebody says, whatever else`(changes: [String: String]) throws {
    let all = changes.merging(["OTEL_EXPORTER_OTLP_ENDPOINT": "http://otel:4318"]) { $1 }.mapValues { $0 as String? }
    #expect(try Self.destinations(all) == Self.nowhere)
  }

  @Test func `to a base with the path of each signal, or as it stands for one`() throws {
    #expect(
      try Self.destinations([
        "OTEL_EXPORTER_OTLP_ENDPOINT": "https://otel/base/", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": "http://logs:9/in",
      ]) == ["https://otel:443/base/v1/traces", "https://otel:443/base/v1/metrics", "http://logs:9/in"])
    #expect(
      try Self.destinations(["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://otel:1/t"]) == ["http://otel:1/t", nil, nil])
  }

  @Test func `without those that are not wanted`() throws {
    let endpoint = ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://otel:4318"]
    for (variable, value, index) in [
      ("OTEL_TRACES_EXPORTER", "none", 0), ("OTEL_METRICS_EXPORTER", "prometheus", 1),
      ("OTEL_LOGS_EXPORTER", "none", 2),
    ] {
      let all = try Self.destinations(endpoint.merging([variable: value]) { $1 }.mapValues { $0 as String? })
      #expect(all.enumerated().allSatisfy { ($0.element == nil) == ($0.offset == index) })
    }
  }

  @Test func `in the name of the service, with what an operator adds`() throws {
    let configuration = try ServiceConfiguration.load([
      "OTEL_SERVICE_NAME": "tokens", "OTEL_RESOURCE_ATTRIBUTES": "service.name=other,team=a%20b,host.name=mine",
    ])
    let place = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "HOSTNAME": "pod-1", "POD_NAMESPACE": "auth"]
    let attributes = Resource(configuration, environment: place).attributes
    let expected = [
      Attribute("service.name", "tokens"), Attribute("team", "a b"), Attribute("host.name", "mine"),
      Attribute("k8s.pod.name", "pod-1"), Attribute("k8s.namespace.name", "auth"),
      Attribute("deployment.environment.name", "development"), Attribute("telemetry.sdk.language", "swift"),
    ]
    #expect(expected.allSatisfy(attributes.contains))
    #expect(Set(attributes.map(\.name)).count == attributes.count)
  }

  @Test func `in the name that its attributes give it, where no variable does`() throws {
    let attributes = "service.name=other,service.version=7"
    let configuration = try ServiceConfiguration.load(["OTEL_RESOURCE_ATTRIBUTES": attributes])
    #expect(configuration.service.name == "other" && configuration.service.version == "7")
    let named = try ServiceConfiguration.load(["OTEL_RESOURCE_ATTRIBUTES": attributes, "OTEL_SERVICE_NAME": "tokens"])
    #expect(named.service.name == "tokens" && named.service.version == "7")
    #expect(try ServiceConfiguration.load([:]).service.name == "authentication-service")
  }
}
