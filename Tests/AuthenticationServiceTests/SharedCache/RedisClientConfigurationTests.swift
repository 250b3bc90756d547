import NIOPosix
import Testing

@testable import AuthenticationService
@testable import RedisClient

/// The client of Redis that an operator gets.
struct RedisClientConfigurationTests {
  static func client(_ changes: [String: String]) throws -> RedisClient {
    let configuration = try ServiceConfiguration.load(changes.mapValues { $0 as String? })
    return try RedisClient(configuration, on: MultiThreadedEventLoopGroup.singleton, onEvent: { _ in })
  }

  static func access(_ changes: [String: String]) throws -> RedisAccess {
    try client(changes).connector.access
  }

  static let url = "redis://user:secret@redis:6380/3"

  @Test func `the URL says who enters what`() throws {
    let access = try Self.access(["REDIS_URL": Self.url])
    #expect(access.username == "user" && access.password == "secret" && access.database == 3)
    #expect(access.tls == nil)
  }

  @Test func `a bare URL says nobody, and the first database`() throws {
    let access = try Self.access(["REDIS_URL": "redis://redis"])
    #expect(access.username == nil && access.password == nil && access.database == 0)
  }

  @Test(arguments: [
    (["REDIS_USERNAME": "other"], "other secret 3"), (["REDIS_PASSWORD": "an other"], "user an other 3"),
    (["REDIS_DB": "0"], "user secret 0"), (["REDIS_DB": "15"], "user secret 15"),
    (["REDIS_USERNAME": "a", "REDIS_PASSWORD": "b", "REDIS_DB": "1"], "a b 1"), ([:], "user secret 3"),
  ])
  func `variables of their own win over the URL`(changes: [String: String], expected: String) throws {
    let access = try Self.access(changes.merging(["REDIS_URL": Self.url]) { $1 })
    #expect("\(access.username ?? "") \(access.password ?? "") \(access.database)" == expected)
  }

  @Test(arguments: [("redis://redis", false), ("rediss://redis", true), ("unix:///run/redis.sock", false)])
  func `TLS is what the scheme says`(url: String, usesTLS: Bool) throws {
    #expect(try (Self.access(["REDIS_URL": url]).tls != nil) == usesTLS)
  }

  @Test func `the name of a certificate may differ from the host`() throws {
    let changes = ["REDIS_URL": "rediss://10.0.0.1", "REDIS_TLS_SERVER_NAME": "redis.example.com"]
    #expect(try Self.access(changes).tls?.serverName == "redis.example.com")
    #expect(try Self.access(["REDIS_URL": "rediss://10.0.0.1"]).tls?.serverName == nil)
  }

  @Test(arguments: [("authentication-service", "authentication-service"), ("my own tokens", "my-own-tokens")])
  func `servers hear our name without spaces`(name: String, heard: String) throws {
    #expect(try Self.access(["REDIS_URL": Self.url, "OTEL_SERVICE_NAME": name]).clientName == heard)
  }

  @Test(arguments: [("2000", "3000", 2), ("3000", "2000", 2), ("5000", "5000", 5)])
  func `the shorter time to connect counts`(one: String, other: String, seconds: Int) throws {
    let client = try Self.client([
      "REDIS_URL": Self.url, "REDIS_CONNECTION_TIMEOUT": one, "CACHE_TIMEOUT_CONNECT_MS": other,
    ])
    #expect(client.connector.limits.connectTimeout == .seconds(seconds))
  }

  @Test func `one server is one`() throws {
    let client = try Self.client(["REDIS_URL": Self.url])
    #expect(client.topology is StandaloneTopology)
    #expect(client.topology.primaries.map(\.address) == [.tcp(host: "redis", port: 6380)])
    #expect(!client.isConnected && client.server == nil)
  }

  @Test func `a cluster is found out from one of its servers`() throws {
    #expect(try Self.client(["REDIS_URL": "redis://redis", "REDIS_CLUSTER": "true"]).topology is ClusterTopology)
  }

  @Test(arguments: [
    ["REDIS_SENTINELS": "one,two"], ["REDIS_SENTINELS": "one", "REDIS_URL": "redis://:secret@redis/3"],
  ])
  func `Sentinels say where the master is, the URL how it is entered`(changes: [String: String]) throws {
    let client = try Self.client(changes)
    #expect(client.topology is SentinelTopology)
    #expect(client.topology.primaries.isEmpty)
    #expect(client.connector.access.database == (changes.count == 2 ? 3 : 0))
    #expect(client.connector.access.password == (changes.count == 2 ? "secret" : nil))
  }
}
