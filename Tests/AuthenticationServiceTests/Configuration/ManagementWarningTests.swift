import AuthenticationService
import Testing

/// A management surface that others than operators may reach.
struct ManagementWarningTests {
  static let token = ["MANAGEMENT_TOKEN": "0123456789abcdef0123456789abcdef"]

  private func warnings(_ changes: [String: String]...) throws -> [String] {
    let environment = changes.reduce(ServiceConfiguration.minimum) { $0.merging($1) { $1 } }
    return try LoadedConfiguration.load(environment: environment).warnings.map(\.description)
  }

  @Test(arguments: ["0.0.0.0", "::", "10.0.0.7", "admin.internal"])
  func `an address that others reach is warned of, unless a token is asked for`(host: String) throws {
    let place = ["MANAGEMENT_PORT": "9090", "MANAGEMENT_HOST": host]
    let expected =
      "MANAGEMENT_HOST: opens the management surface to everybody who reaches it; set MANAGEMENT_TOKEN"
    #expect(try warnings(place) == [expected])
    #expect(try warnings(place, Self.token) == [])
    #expect(try warnings(["MANAGEMENT_HOST": host]) == [])
  }

  @Test func `a token that can be guessed is warned of where others reach the port`() throws {
    let place = ["MANAGEMENT_PORT": "9090", "MANAGEMENT_TOKEN": "0123456789abcdef0123456789abcde"]
    let expected = "MANAGEMENT_TOKEN: has fewer than 32 characters: whoever reaches MANAGEMENT_HOST may guess it"
    #expect(try warnings(place, ["MANAGEMENT_HOST": "0.0.0.0"]) == [expected])
    #expect(try warnings(place) == [])
  }

  @Test func `a token for a surface that there is not is warned of`() throws {
    let production = ServiceConfiguration.minimumInProduction.merging(Self.token) { $1 }
    let expected = "MANAGEMENT_TOKEN: has no effect without MANAGEMENT_PORT: there is no management surface"
    #expect(try LoadedConfiguration.load(environment: production).warnings.map(\.description) == [expected])
    let port = production.merging(["MANAGEMENT_PORT": "9090"]) { $1 }
    #expect(try LoadedConfiguration.load(environment: port).warnings == [])
  }

  @Test(arguments: ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LOCALHOST"])
  func `one of the machine itself is not`(host: String) throws {
    #expect(try warnings(["MANAGEMENT_PORT": "9090", "MANAGEMENT_HOST": host]) == [])
  }
}
