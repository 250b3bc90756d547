import AuthenticationCore
import Testing

@testable import KongClient

@Suite struct `URLs of Konnect` {
  static let cloud = KonnectControlPlane(
    isSecure: true, host: "eu.api.konghq.com", port: 443,
    path: "/v2/control-planes/0a1b2c3d-4e5f-6789-abcd-ef0123456789/")
  static let other = KonnectControlPlane(isSecure: false, host: "127.0.0.1", port: 8080, path: "/konnect/")

  @Test func `are those of a region and of a control plane`() throws {
    let plane = try #require(Self.cloud)
    let base = "https://eu.api.konghq.com:443/v2/control-planes/0a1b2c3d-4e5f-6789-abcd-ef0123456789"
    #expect(plane.realmsURL == "https://eu.api.konghq.com:443/v1/realms")
    #expect(plane.realmURL == "https://eu.api.konghq.com:443/v1/realms/auth-realm-0a1b2c3d")
    #expect(plane.consumersURL == "\(base)/core-entities/consumers")
    #expect(KongDeployment.konnect(plane).statusURL == base)
    #expect(
      KongDeployment.konnect(plane).credentialsURL(ofConsumer: "a/b", offset: "o=")
        == "\(base)/core-entities/consumers/a%2Fb/jwt?offset=o%3D")
  }

  @Test func `are all under one base where it is not Kong's own host`() throws {
    let plane = try #require(Self.other)
    #expect(plane.realmURL == "http://127.0.0.1:8080/konnect/realms/default")
    #expect(plane.consumersURL == "http://127.0.0.1:8080/konnect/core-entities/consumers")
    #expect(KongDeployment.konnect(plane).statusURL == "http://127.0.0.1:8080/konnect")
  }

  @Test func `have no characters in a search that a query may not have`() throws {
    let plane = try #require(Self.other)
    #expect(
      plane.searchURL(username: "a&b=[c]+ü", offset: nil)
        == "\(plane.consumersURL)?filter%5Busername%5D=a%26b%3D%5Bc%5D%2B%C3%BC")
    #expect(
      plane.searchURL(username: "a", offset: "x&y") == "\(plane.consumersURL)?filter%5Busername%5D=a&offset=x%26y")
  }
}
