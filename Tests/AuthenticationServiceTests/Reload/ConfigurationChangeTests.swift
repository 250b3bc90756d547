import AuthenticationCore
import AuthenticationService
import Testing

/// What a running process takes of another configuration.
struct ConfigurationChangeTests {
  private func change(_ before: [String: String], _ after: [String: String]) throws -> ConfigurationChange {
    let minimum = ServiceConfiguration.minimum
    return ConfigurationChange(
      from: try LoadedConfiguration.load(environment: minimum.merging(before) { $1 }),
      to: try LoadedConfiguration.load(environment: minimum.merging(after) { $1 }))
  }

  @Test(arguments: [
    ("LOG_LEVEL", "debug"), ("GATEWAY_SHARED_SECRETS", "0123456789abcdef"), ("GATEWAY_ALLOWED_CIDRS", "10.0.0.0/8"),
    ("CACHING_TTL_SECONDS", "60"), ("KONG_NEGATIVE_CACHE_SECONDS", "1"),
    ("STALE_DATA_TOLERANCE_MINUTES", "5"), ("JWT_EXPIRATION_MINUTES", "1"), ("CIRCUIT_BREAKER_ENABLED", "false"),
    ("CIRCUIT_BREAKER_ERROR_THRESHOLD", "10"), ("CIRCUIT_BREAKER_RESET_TIMEOUT", "1000"),
    ("CIRCUIT_BREAKER_VOLUME_THRESHOLD", "9"), ("CIRCUIT_BREAKER_ROLLING_COUNT_TIMEOUT", "1000"),
    ("CIRCUIT_BREAKER_ROLLING_COUNT_BUCKETS", "2"), ("API_CORS_ORIGIN", "https://a.example"),
    ("API_CORS", "https://a.example"), ("API_CORS_ALLOW_HEADERS", "X-One"), ("API_CORS_ALLOW_METHODS", "GET"),
    ("API_CORS_MAX_AGE", "1"), ("API_V1_SUNSET_DATE", "2027-06-30"), ("API_V1_MIGRATION_URL", "https://e.org"),
    ("API_V2_SUNSET_DATE", "2027-06-30"), ("API_V2_MIGRATION_URL", "https://e.org"),
    ("API_TITLE", "Mine"), ("API_DESCRIPTION", "Mine."), ("API_VERSION", "9"), ("API_CONTACT_NAME", "Team"),
    ("API_CONTACT_EMAIL", "team@example.com"), ("API_LICENSE_NAME", "MIT License"), ("API_LICENSE_IDENTIFIER", "MIT"),
  ])
  func `what is marked so is taken`(variable: String, text: String) throws {
    let change = try change([:], [variable: text])
    #expect(change.applied == [variable])
    #expect(change.needsRestart.isEmpty)
    // The table of settings that take effect is the other witness: the values differ, not only the texts.
    let row = AcceptedValuesTests.all.first { $0.variable == variable }
    let read = try #require(row?.read)
    let before = try ServiceConfiguration.load([:])
    #expect(read(change.result.configuration) != read(before))
  }

  @Test func `everything that is marked is in that list`() {
    let marked = ServiceConfiguration.declarations.filter { $0.isReloadable && $0.variable != nil }
    #expect(marked.count == 29)
  }

  @Test func `everything else waits`() throws {
    let after = ["PORT": "9090", "KONG_ADMIN_URL": "http://other", "LOG_LEVEL": "warn", "KONG_ADMIN_TOKEN": "new"]
    let change = try change(["KONG_ADMIN_TOKEN": "old"], after)
    #expect(change.applied == ["LOG_LEVEL"])
    #expect(change.needsRestart == ["PORT", "KONG_ADMIN_URL", "KONG_ADMIN_TOKEN"])
    let configuration = change.result.configuration
    #expect(configuration.server.port == 3000)
    #expect(configuration.kong.adminURL.host == "kong")
    #expect(configuration.kong.adminToken?.exposed == "old")
    #expect(configuration.logging.threshold == .warn)
  }

  @Test func `the times for calls wait although the rules of the breaker do not`() throws {
    let after = ["CIRCUIT_BREAKER_TIMEOUT": "700", "CIRCUIT_BREAKER_VOLUME_THRESHOLD": "9"]
    let change = try change([:], after)
    #expect(change.needsRestart == ["CIRCUIT_BREAKER_TIMEOUT"])
    #expect(change.result.configuration.circuitBreaker.getConsumerSecret.timeout == .seconds(3))
    #expect(change.result.configuration.circuitBreaker.getConsumerSecret.policy.volumeThreshold == 9)
  }

  @Test func `a change that waits still waits after the next one`() throws {
    let first = try change([:], ["PORT": "9090"])
    let next = try LoadedConfiguration.load(
      environment: ServiceConfiguration.minimum.merging(["PORT": "9090", "LOG_LEVEL": "warn"]) { $1 })
    let second = ConfigurationChange(from: first.result, to: next)
    #expect(second.applied == ["LOG_LEVEL"])
    #expect(second.needsRestart == ["PORT"])
  }

  @Test func `the gateway keeps its proof until the restart that takes it away`() throws {
    let proof = ["GATEWAY_PROOF": "shared-secret", "GATEWAY_SHARED_SECRETS": "0123456789abcdef"]
    let change = try change(proof, ["GATEWAY_PROOF": "network", "GATEWAY_ALLOWED_CIDRS": "10.0.0.0/8"])
    #expect(change.needsRestart == ["GATEWAY_PROOF", "GATEWAY_SHARED_SECRETS"])
    let gateway = change.result.configuration.gateway
    #expect(gateway.proof == .sharedSecret && gateway.sharedSecrets != nil)
  }

  @Test func `what has no effect is no change`() throws {
    let change = try change([:], ["LOGGING_BACKEND": "pino"])
    #expect(change.applied.isEmpty && change.needsRestart.isEmpty)
  }
}
