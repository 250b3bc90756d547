import AuthenticationService
import Testing

/// What is allowed about sharing and probably not meant.
struct SharingWarningsTests {
  static let certificates = #filePath.replacing(
    "AuthenticationServiceTests/Configuration/SharingWarningsTests.swift", with: "KongClientTests/Fixtures/TLS")
  static let identity = [
    "REDIS_CLIENT_CERT_FILE": "\(certificates)/client.pem", "REDIS_CLIENT_KEY_FILE": "\(certificates)/client.key",
  ]
  static let authority = ["REDIS_CA_FILE": "\(certificates)/authority.pem"]
  static let shared = ["HIGH_AVAILABILITY": "true"]
  static let keys = ["CACHE_ENCRYPTION_KEYS": String(repeating: "0f", count: 32)]

  private func warnings(
    _ changes: [String: String]..., over base: [String: String] = ServiceConfiguration.minimum
  ) throws -> [String] {
    let environment = changes.reduce(base) { $0.merging($1) { $1 } }
    return try LoadedConfiguration.load(environment: environment).warnings.map(\.description)
  }

  @Test func `sharing without a place has no effect`() throws {
    #expect(
      try warnings(Self.shared)
        == ["HIGH_AVAILABILITY: has no effect without REDIS_URL: each replica keeps what it knows to itself"])
  }

  @Test(arguments: [
    (["REDIS_URL": "redis://redis"], "REDIS_URL"), (["REDIS_SENTINELS": "one"], "REDIS_SENTINELS"),
    (["REDIS_URL": "redis://redis", "REDIS_SENTINELS": "one"], "REDIS_URL"),
  ])
  func `a place without sharing has no effect`(place: [String: String], variable: String) throws {
    #expect(try warnings(place) == ["\(variable): has no effect while HIGH_AVAILABILITY is false"])
    #expect(try warnings(place, Self.shared) == [])
  }

  @Test(arguments: [["REDIS_URL": "redis://redis"], ["REDIS_SENTINELS": "one"]])
  func `secrets that others can read are warned of in production`(place: [String: String]) throws {
    let production = ServiceConfiguration.minimumInProduction
    #expect(
      try warnings(Self.shared, place, over: production) == [
        "CACHE_ENCRYPTION_KEYS: is not set: signing keys stand readable in the shared cache; set it to seal them"
      ])
    #expect(try warnings(Self.shared, place, Self.keys, over: production) == [])
    #expect(try warnings(Self.shared, place, ["NODE_ENV": "staging"], over: production) == [])
    #expect(try warnings(over: production) == [])
  }

  @Test(arguments: [
    (authority, "REDIS_CA_FILE"), (identity, "REDIS_CLIENT_CERT_FILE"),
    (authority.merging(identity) { $1 }, "REDIS_CA_FILE"),
  ])
  func `certificates without TLS have no effect`(files: [String: String], variable: String) throws {
    let warning = "\(variable): has no effect while REDIS_URL is not a rediss URL"
    #expect(try warnings(files) == [warning])
    for url in ["redis://redis", "unix:///run/redis.sock"] {
      #expect(try warnings(files, Self.shared, ["REDIS_URL": url]) == [warning])
    }
    #expect(try warnings(files, Self.shared, ["REDIS_URL": "rediss://redis"]) == [])
  }

  @Test func `settings of the shared cache are no settings of later versions`() throws {
    let changes = AcceptedValuesTests.redis + AcceptedValuesTests.sharing + AcceptedValuesTests.management
    for row in changes {
      let found = try warnings([row.variable: row.text])
      #expect(!found.contains { $0.contains("in this version") }, "\(row.variable)")
    }
  }

  @Test func `nothing is odd about sharing as it is meant`() throws {
    let url = ["REDIS_URL": "rediss://:secret@redis:6380/0"]
    #expect(
      try warnings(
        Self.shared, url, Self.keys, Self.authority, Self.identity, over: ServiceConfiguration.minimumInProduction)
        == [])
  }
}
