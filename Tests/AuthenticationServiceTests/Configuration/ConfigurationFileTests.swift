import AuthenticationCore
import AuthenticationService
import FoundationEssentials
import Testing

final class ConfigurationFileTests {
  private let folder = TestFolder()

  /// Loads the least environment with a file besides it.
  private func load(
    _ json: String, _ changes: [String: String?] = [:]
  ) throws(ConfigurationFaults) -> LoadedConfiguration {
    let file = folder.write(json, to: "config.json")
    var environment = ServiceConfiguration.minimum.merging(["CONFIG_FILE": file]) { $1 }
    for (variable, value) in changes { environment[variable] = value }
    return try LoadedConfiguration.load(environment: environment)
  }

  private func faults(_ json: String, _ changes: [String: String?] = [:]) -> [ConfigurationFault] {
    do throws(ConfigurationFaults) {
      _ = try load(json, changes)
      return []
    } catch {
      return error.all
    }
  }

  @Test(arguments: [
    #"{"server": {"port": 8080}}"#, #"{"server": {"port": "8080"}}"#, #"{"PORT": 8080}"#, #"{"PORT": " 8080 "}"#,
  ])
  func `a setting stands at its place or under its variable`(json: String) throws {
    let loaded = try load(json)
    #expect(loaded.configuration.server.port == 8080)
    #expect(loaded.settings.first { $0.declaration.variable == "PORT" }?.origin == .configurationFile)
  }

  @Test func `the environment wins over the file, and the file over the default`() throws {
    let loaded = try load(#"{"server": {"port": 8080, "maxConnections": 7}}"#, ["PORT": "9090"])
    #expect(loaded.configuration.server.port == 9090)
    #expect(loaded.configuration.server.maximumConnections == 7)
    #expect(loaded.configuration.server.maximumHeaderCount == 100)
  }

  @Test func `a blank variable leaves the word to the file`() throws {
    #expect(try load(#"{"PORT": 8080}"#, ["PORT": " "]).configuration.server.port == 8080)
  }

  @Test func `required settings, lists, booleans and null may stand in the file`() throws {
    let json = #"""
      {"jwt": {"audience": ["one", "two"], "validateClaims": true, "issuer": null},
       "KONG_JWT_AUTHORITY": "https://from.file"}
      """#
    let changes: [String: String?] = ["KONG_JWT_AUDIENCE": nil, "KONG_JWT_AUTHORITY": nil]
    let token = try load(json, changes).configuration.token
    #expect(token.audience == ["one", "two"])
    #expect(token.issuer == "https://from.file")
    #expect(token.validatesClaims)
  }

  @Test func `a secret's own file wins over the configuration file`() throws {
    let secret = folder.write("from-a-secret-file", to: "token")
    let json = #"{"kong": {"adminToken": "from-the-configuration-file"}}"#
    #expect(try load(json).configuration.kong.adminToken?.exposed == "from-the-configuration-file")
    let both = try load(json, ["KONG_ADMIN_TOKEN_FILE": secret])
    #expect(both.configuration.kong.adminToken?.exposed == "from-a-secret-file")
    #expect(both.settings.first { $0.declaration.variable == "KONG_ADMIN_TOKEN" }?.origin == .secretFile)
  }

  @Test func `one operation can have a breaker of its own`() throws {
    let json = #"""
      {"kong": {"circuitBreaker": {"resetTimeoutMs": 5000, "operations":
        {"getConsumerSecret": {"timeoutMs": 700, "volumeThreshold": 9}}}}}
      """#
    let breaker = try load(json).configuration.circuitBreaker
    #expect(breaker.getConsumerSecret.timeout == .milliseconds(700))
    #expect(breaker.getConsumerSecret.policy.volumeThreshold == 9)
    #expect(breaker.getConsumerSecret.policy.resetTimeout == .seconds(5))
    #expect(breaker.healthCheck.timeout == .seconds(1))
    #expect(breaker.healthCheck.policy.volumeThreshold == 3)
  }

  @Test(arguments: [
    "", "{", "[]", "3000", "null", #"{"PORT": 1} {"PORT": 2}"#, #"{"PORT": 1, "PORT": 2}"#, "{'PORT': 1}",
    #"{"PORT": 1,}"#, "PORT=3000", String(repeating: #"{"a":"#, count: 2000),
  ])
  func `what is not one JSON object is a fault of the file`(json: String) {
    #expect(faults(json).map(\.variable) == ["CONFIG_FILE"])
  }

  @Test(arguments: [
    (#"{"server": {"port": 0}}"#, "PORT", "must be an integer from 1 to 65535 (set in CONFIG_FILE as server.port)"),
    (#"{"server": {"port": 80.5}}"#, "PORT", "must be an integer"),
    (#"{"server": {"port": true}}"#, "PORT", "must be an integer"),
    (#"{"server": {"port": {}}}"#, "PORT", "in CONFIG_FILE (server.port)"),
    (#"{"server": {"port": [[1]]}}"#, "PORT", "in CONFIG_FILE (server.port)"),
    (#"{"PORT": 1, "server": {"port": 1}}"#, "PORT", "is set twice in CONFIG_FILE"),
    (
      #"{"kong": {"circuitBreaker": {"operations": {"healthCheck": {"timeoutMs": 1}}}}}"#,
      "kong.circuitBreaker.operations.healthCheck.timeoutMs", "must be an integer from 100 to 10000"
    ),
  ])
  func `a faulty value in the file is a fault of its setting`(json: String, variable: String, says: String) {
    let found = faults(json)
    #expect(found.map(\.variable) == [variable])
    #expect(found.first?.message.contains(says) == true)
  }

  @Test func `a file that is not there, or is none, is a fault`() {
    let variable = "CONFIG_FILE"
    let absent = ServiceConfiguration.faults([variable: folder.path("absent")])
    #expect(absent == [ConfigurationFault(variable, "names a file that cannot be opened")])
    #expect(ServiceConfiguration.faults([variable: folder.path]).map(\.variable) == [variable])
    #expect(ServiceConfiguration.faults([variable: "/dev/zero"]).map(\.variable) == [variable])
    let endless = folder.write(String(repeating: " ", count: (1 << 20) + 1), to: "endless")
    #expect(ServiceConfiguration.faults([variable: endless]).map(\.variable) == [variable])
  }

  @Test func `an unknown place gets a warning with the nearest known one`() throws {
    let warnings = try load(#"{"server": {"prot": 1}, "caching": {"ttlSecond": 5}}"#).warnings
    #expect(
      warnings.map(\.description) == [
        "caching.ttlSecond: is not known in CONFIG_FILE; did you mean caching.ttlSeconds?",
        "server.prot: is not known in CONFIG_FILE; did you mean server.port?",
      ])
  }
}
