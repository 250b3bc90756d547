import AuthenticationService
import Testing

struct ProductionRulesTests {
  private func faults(_ changes: [String: String?]) -> [ConfigurationFault] {
    ServiceConfiguration.faults(changes, over: ServiceConfiguration.minimumInProduction)
  }

  @Test func `a careful configuration has no fault`() {
    #expect(faults([:]).isEmpty)
  }

  @Test(arguments: [
    (["KONG_ADMIN_URL": "http://kong:8001"], "KONG_ADMIN_ALLOW_HTTP"),
    (["KONG_ADMIN_URL": "https://127.1:8444"], "KONG_ADMIN_ALLOW_LOOPBACK"),
    (["KONG_ADMIN_URL": "https://[::1]:8444"], "KONG_ADMIN_ALLOW_LOOPBACK"),
    (["KONG_ADMIN_TOKEN": ""], "KONG_ADMIN_ALLOW_NO_TOKEN"),
    (["KONG_ADMIN_TOKEN": "short"], "KONG_ADMIN_ALLOW_SHORT_TOKEN"),
    (["GATEWAY_PROOF": ""], "ALLOW_UNVERIFIED_GATEWAY"),
  ])
  func `a risk is a fault that names its waiver, and the waiver works`(risk: [String: String], waiver: String) throws {
    let changes = risk.mapValues { $0 as String? }
    let fault = try #require(faults(changes).first)
    #expect(faults(changes).count == 1)
    #expect(risk.keys.contains(fault.variable))
    #expect(fault.message.contains(waiver))
    #expect(faults(changes.merging([waiver: "yes"]) { $1 }).isEmpty)
    #expect(!faults(changes.merging([waiver: "no"]) { $1 }).isEmpty)
    #expect(faults(changes.merging(["NODE_ENV": "staging"]) { $1 }).isEmpty)
  }

  @Test func `an http URL of the machine itself breaks two rules`() {
    let found = faults(["KONG_ADMIN_URL": "http://localhost:8001"])
    #expect(found.map(\.variable) == ["KONG_ADMIN_URL", "KONG_ADMIN_URL"])
  }

  @Test(arguments: ["test", "0123456789abcdef0123456789abcde"])
  func `a short token is refused even if none would do`(token: String) {
    let found = faults(["KONG_ADMIN_TOKEN": token, "KONG_ADMIN_ALLOW_NO_TOKEN": "true"])
    #expect(found.map(\.variable) == ["KONG_ADMIN_TOKEN"])
  }

  @Test(arguments: ["test", "my-test", "Localhost", "auth.localhost"])
  func `a name of a trial is refused`(name: String) {
    #expect(faults(["OTEL_SERVICE_NAME": name]).map(\.variable) == ["OTEL_SERVICE_NAME"])
  }

  @Test(arguments: ["attestation", "latest-news", "contest"])
  func `a name that only contains the letters is fine`(name: String) {
    #expect(faults(["OTEL_SERVICE_NAME": name]).isEmpty)
  }

  @Test(arguments: ["dev", "latest"])
  func `a version that names none is refused`(version: String) {
    #expect(faults(["OTEL_SERVICE_VERSION": version]).map(\.variable) == ["OTEL_SERVICE_VERSION"])
  }

  @Test func `the alias of NODE_ENV switches production on as well`() {
    let found = ServiceConfiguration.faults(["ENVIRONMENT": "production"])
    #expect(Set(found.map(\.variable)) == ["KONG_ADMIN_URL", "KONG_ADMIN_TOKEN", "GATEWAY_PROOF"])
  }

  @Test func `a rule is not asked about a variable that has a fault of its own`() {
    #expect(faults(["KONG_ADMIN_URL": "nonsense"]).count == 1)
    #expect(faults(["KONG_ADMIN_URL": nil]).count == 1)
    #expect(faults(["KONG_ADMIN_TOKEN": "a b"]).count == 1)
    #expect(faults(["GATEWAY_PROOF": "mtls"]).count == 1)
    #expect(faults(["KONG_ADMIN_URL": "http://kong", "KONG_ADMIN_ALLOW_HTTP": "perhaps"]).count == 1)
  }
}
