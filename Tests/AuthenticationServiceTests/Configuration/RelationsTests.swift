import AuthenticationService
import Testing

/// What holds between variables in every environment.
struct RelationsTests {
  @Test func `two names of the environment must agree`() throws {
    let found = ServiceConfiguration.faults(["NODE_ENV": "staging", "ENVIRONMENT": "test"])
    #expect(found.map(\.variable) == ["ENVIRONMENT"])
    let agreeing = try ServiceConfiguration.load(["NODE_ENV": "staging", "ENVIRONMENT": "staging"])
    #expect(agreeing.service.environment == .staging)
  }

  @Test func `Konnect is refused until it is available`() {
    let found = ServiceConfiguration.faults(["KONG_MODE": "KONNECT", "KONG_ADMIN_TOKEN": "token"])
    #expect(
      found == [ConfigurationFault("KONG_MODE", "KONNECT is not available in this version yet; use API_GATEWAY")])
  }

  @Test func `Konnect without a token is told so in the words that operators know`() {
    let found = ServiceConfiguration.faults(["KONG_MODE": "KONNECT"])
    #expect(
      found.last
        == ConfigurationFault(
          "KONG_ADMIN_TOKEN", "KONG_ADMIN_TOKEN is required for KONNECT mode but optional for API_GATEWAY mode"))
  }

  @Test func `the issuer is the authority unless it is set`() throws {
    let configuration = try ServiceConfiguration.load(["KONG_JWT_ISSUER": "urn:a,urn:b"])
    #expect(configuration.token.issuer == "urn:a")
  }

  @Test func `the new name of the origins wins over the former one`() throws {
    let configuration = try ServiceConfiguration.load(["API_CORS_ORIGIN": "https://new", "API_CORS": "https://old"])
    #expect(configuration.crossOrigin.origins == .listed(["https://new"]))
  }
}
