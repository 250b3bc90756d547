import AuthenticationService
import Testing

struct DefaultsTests {
  @Test func `three variables are enough`() throws {
    let configuration = try ServiceConfiguration.load(environment: ServiceConfiguration.minimum)
    #expect(configuration.server.port == 3000)
    #expect(configuration.token.issuer == "https://auth.example.com")
    #expect(configuration.kong.adminURL.description == "http://kong:8001")
  }

  @Test func `an empty environment names every required variable`() {
    #expect(throws: ConfigurationFaults.self) { try ServiceConfiguration.load(environment: [:]) }
    let faults = ServiceConfiguration.faults([:], over: [:])
    #expect(faults.map(\.variable) == ["KONG_JWT_AUTHORITY", "KONG_JWT_AUDIENCE", "KONG_ADMIN_URL"])
  }
}
