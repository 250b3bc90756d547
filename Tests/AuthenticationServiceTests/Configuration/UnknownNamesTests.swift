import AuthenticationService
import Testing

struct UnknownNamesTests {
  private func warnings(_ changes: [String: String]) throws -> [String] {
    try LoadedConfiguration.load(environment: ServiceConfiguration.minimum.merging(changes) { $1 })
      .warnings.map(\.description)
  }

  @Test(arguments: [
    ("KONG_JWT_AUDIANCE", "KONG_JWT_AUDIENCE"), ("KONG_ADMIN_TOKN", "KONG_ADMIN_TOKEN"),
    ("JWT_EXPIRATION_MINUTE", "JWT_EXPIRATION_MINUTES"), ("CACHE_CB_ENABLE", "CACHE_CB_ENABLED"),
    ("CIRCUIT_BREAKER_RESET_TIMOUT", "CIRCUIT_BREAKER_RESET_TIMEOUT"), ("REDIS_URI", "REDIS_URL"),
    ("API_CORS_ORIGINS", "API_CORS_ORIGIN"), ("GATEWAY_PROFF", "GATEWAY_PROOF"),
    ("TELEMETRY_MODES", "TELEMETRY_MODE"), ("CACHING_TTL_SECOND", "CACHING_TTL_SECONDS"),
    ("STALE_DATA_TOLERANCE_MINUTE", "STALE_DATA_TOLERANCE_MINUTES"),
    ("SHUTDOWN_DELAY_SECOND", "SHUTDOWN_DELAY_SECONDS"),
    ("kong_admin_token", nil), ("KONGADMINTOKEN", nil), ("PATH", nil), ("SSH_CONNECTION", nil),
    ("KONG_SERVICE_HOST", nil), ("REDIS_PORT_6379_TCP_ADDR", nil),
    ("KONG_ADMIN_SERVICE_PORT", nil),
  ])
  func `a misspelt variable is warned of, a stranger's is not`(variable: String, nearest: String?) throws {
    let expected = nearest.map { ["\(variable): is not known; did you mean \($0)?"] } ?? []
    #expect(try warnings([variable: "secret-value"]) == expected)
  }

  @Test func `the address that Kubernetes gives a service is no setting, the port that somebody types is`() throws {
    #expect(try warnings(["REDIS_PORT": "tcp://10.0.0.1:6379"]).isEmpty)
    #expect(try warnings(["REDIS_PORT": "6379"]).count == 1)
  }

  @Test func `a name without any likeness is warned of without a suggestion`() throws {
    #expect(try warnings(["KONG_ZZZZZZZZZZZZZZZZZZZZ": "1"]) == ["KONG_ZZZZZZZZZZZZZZZZZZZZ: is not known"])
  }

  @Test(arguments: ["KONG_CONSUMER_ID_HEADER", "KONG_ANONYMOUS_HEADER", "API_VERSIONING_DEFAULT"])
  func `what never had an effect is said to have none`(variable: String) throws {
    #expect(try warnings([variable: "x"]) == ["\(variable): has no effect, as it never had"])
  }

  @Test func `settings of later versions are named together`() throws {
    #expect(
      try warnings(["PROFILING_ENABLED": "1", "LOGGING_BACKEND": "pino", "PORT": "1"])
        == ["LOGGING_BACKEND: is accepted and has no effect in this version; so are PROFILING_ENABLED"])
  }

  @Test func `a file of authorities without https is warned of`() throws {
    let file = #filePath.replacing(
      "AuthenticationServiceTests/Configuration/UnknownNamesTests.swift",
      with: "KongClientTests/Fixtures/TLS/authority.pem")
    #expect(try warnings(["KONG_CA_FILE": file]) == ["KONG_CA_FILE: has no effect while KONG_ADMIN_URL is http"])
  }
}
