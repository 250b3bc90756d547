import AuthenticationService
import Testing

/// What must hold between the settings of the gateway.
struct GatewayRulesTests {
  static let secret = "0123456789abcdef0123456789abcdef"

  static let faults: [([String: String], String, String)] = [
    (
      ["GATEWAY_PROOF": "shared-secret"], "GATEWAY_SHARED_SECRETS",
      "is required while GATEWAY_PROOF is shared-secret: one secret, or two between a comma"
    ),
    (
      ["GATEWAY_PROOF": "network"], "GATEWAY_ALLOWED_CIDRS",
      "is required while GATEWAY_PROOF is network; for example 10.0.0.0/8, fd00::/8"
    ),
    (
      ["GATEWAY_PROOF": "network", "GATEWAY_SHARED_SECRETS": secret], "GATEWAY_ALLOWED_CIDRS",
      "is required while GATEWAY_PROOF is network; for example 10.0.0.0/8, fd00::/8"
    ),
  ]

  @Test(arguments: faults) func `a proof needs what it is checked with`(
    changes: [String: String], variable: String, message: String
  ) {
    let changes = changes.mapValues { $0 as String? }
    let base = [ServiceConfiguration.minimum, ServiceConfiguration.minimumInProduction]
    for base in base {
      #expect(ServiceConfiguration.faults(changes, over: base) == [ConfigurationFault(variable, message)])
    }
  }

  @Test func `a proof with it is fine, in production too`() {
    for changes in [
      ["GATEWAY_PROOF": "shared-secret", "GATEWAY_SHARED_SECRETS": "\(Self.secret),\(Self.secret)x"],
      ["GATEWAY_PROOF": "network", "GATEWAY_ALLOWED_CIDRS": "10.0.0.0/8"],
    ] {
      let changes = changes.mapValues { $0 as String? }
      #expect(ServiceConfiguration.faults(changes, over: ServiceConfiguration.minimumInProduction) == [])
    }
  }

  @Test(arguments: ["0123456789abcdef0123456789abcde", "\(secret),0123456789abcdef"])
  func `short secrets are for trials`(secrets: String) {
    let changes = ["GATEWAY_PROOF": "shared-secret", "GATEWAY_SHARED_SECRETS": secrets]
    #expect(ServiceConfiguration.faults(changes) == [])
    #expect(
      ServiceConfiguration.faults(changes, over: ServiceConfiguration.minimumInProduction) == [
        ConfigurationFault("GATEWAY_SHARED_SECRETS", "must have at least 32 characters in each secret in production")
      ])
  }

  static let warnings: [([String: String], String, String)] = [
    (
      ["KONG_ANONYMOUS_CONSUMER_ID": "anonymous"], "KONG_ANONYMOUS_CONSUMER_ID",
      "is no id: by its user name the consumer is known only where it comes by that name"
    ),
    (
      ["GATEWAY_SHARED_SECRETS": secret], "GATEWAY_SHARED_SECRETS",
      "has no effect while GATEWAY_PROOF is not shared-secret"
    ),
    (
      ["GATEWAY_PROOF": "none", "GATEWAY_ALLOWED_CIDRS": "10.0.0.0/8"], "GATEWAY_ALLOWED_CIDRS",
      "has no effect while GATEWAY_PROOF is not network"
    ),
    (
      ["GATEWAY_PROOF": "network", "GATEWAY_ALLOWED_CIDRS": "10.0.0.0/8, ::/0"], "GATEWAY_ALLOWED_CIDRS",
      "has a range that nobody is outside of"
    ),
    (
      ["GATEWAY_PROOF": "network", "GATEWAY_ALLOWED_CIDRS": "0.0.0.0/0"], "GATEWAY_ALLOWED_CIDRS",
      "has a range that nobody is outside of"
    ),
    (
      ["GATEWAY_PROOF": "network", "GATEWAY_ALLOWED_CIDRS": "::ffff:0:0/96"], "GATEWAY_ALLOWED_CIDRS",
      "has a range that nobody is outside of"
    ),
  ]

  @Test func `a secret that travels in the clear in production is warned of`() throws {
    let production = ServiceConfiguration.minimumInProduction.merging(
      ["GATEWAY_PROOF": "shared-secret", "GATEWAY_SHARED_SECRETS": Self.secret]
    ) { $1 }
    let expected = ConfigurationWarning(
      "GATEWAY_PROOF", "sends its secret in the clear: set TLS_CERT_FILE, or know who reads along")
    #expect(try LoadedConfiguration.load(environment: production).warnings == [expected])
    let local = ServiceConfiguration.minimum.merging(
      ["GATEWAY_PROOF": "shared-secret", "GATEWAY_SHARED_SECRETS": Self.secret]
    ) { $1 }
    #expect(try LoadedConfiguration.load(environment: local).warnings == [])
  }

  @Test(arguments: warnings) func `what is not meant is said`(
    changes: [String: String], variable: String, message: String
  ) throws {
    let loaded = try LoadedConfiguration.load(environment: ServiceConfiguration.minimum.merging(changes) { $1 })
    #expect(loaded.warnings == [ConfigurationWarning(variable, message)])
  }

  @Test func `secrets may stand in a file`() throws {
    let folder = TestFolder()
    let path = folder.write("\(Self.secret),\(Self.secret)x\n", to: "secrets")
    let changes: [String: String?] = ["GATEWAY_PROOF": "shared-secret", "GATEWAY_SHARED_SECRETS_FILE": path]
    #expect(try ServiceConfiguration.load(changes).gateway.sharedSecrets != nil)
  }
}
