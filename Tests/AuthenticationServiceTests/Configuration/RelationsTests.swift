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

  /// A control plane of Konnect.
  static let plane = "https://eu.api.konghq.com/v2/control-planes/0f1e2d3c-aaaa-bbbb-cccc-123456789abc"

  @Test func `Konnect is taken with a control plane and a token`() throws {
    let configuration = try ServiceConfiguration.load([
      "KONG_MODE": "KONNECT", "KONG_ADMIN_TOKEN": "token", "KONG_ADMIN_URL": Self.plane,
    ])
    #expect(configuration.kong.mode == .konnect)
  }

  @Test(arguments: [
    "https://konghq.com", "https://eu.api.konghq.com", "https://eu.api.konghq.com/v2/control-planes/",
    "https://eu.api.konghq.com/v2/control-planes/NOT-AN-ID", "https://eu.api.konghq.com/v1/control-planes/0f1e2d3c",
  ])
  func `a URL of Konnect must name a control plane, in the words that operators know`(url: String) {
    let changes = ["KONG_MODE": "KONNECT", "KONG_ADMIN_TOKEN": "token", "KONG_ADMIN_URL": url]
    let message =
      "Invalid Kong Konnect URL format. Expected: https://region.api.konghq.com/v2/control-planes/{id}"
    #expect(ServiceConfiguration.faults(changes) == [ConfigurationFault("KONG_ADMIN_URL", message)])
    #expect(ServiceConfiguration.faults(changes.merging(["KONG_MODE": "API_GATEWAY"]) { $1 }).isEmpty)
  }

  @Test func `a batch must fit into the queue`() {
    let batch = "OTEL_BSP_MAX_EXPORT_BATCH_SIZE"
    #expect(ServiceConfiguration.faults([batch: "513"]).map(\.variable) == [batch])
    #expect(ServiceConfiguration.faults([batch: "512"]).isEmpty)
    #expect(ServiceConfiguration.faults(["OTEL_BSP_MAX_QUEUE_SIZE": "127"]).map(\.variable) == [batch])
  }

  @Test func `a snapshot needs a key`() throws {
    let file = ["CACHE_SNAPSHOT_FILE": "/var/lib/snapshot"]
    #expect(ServiceConfiguration.faults(file).map(\.variable) == ["CACHE_SNAPSHOT_FILE"])
    let sealed = file.merging(["CACHE_ENCRYPTION_KEYS": String(repeating: "0f", count: 32)]) { $1 }
    #expect(try ServiceConfiguration.load(sealed.mapValues { $0 as String? }).cache.snapshotFile == "/var/lib/snapshot")
  }

  @Test func `the first wait for Redis is not longer than the longest`() {
    let delays = ["CACHE_RECONNECT_BASE_DELAY_MS": "5000", "CACHE_RECONNECT_MAX_DELAY_MS": "4999"]
    #expect(ServiceConfiguration.faults(delays).map(\.variable) == ["CACHE_RECONNECT_BASE_DELAY_MS"])
    #expect(ServiceConfiguration.faults(["CACHE_RECONNECT_BASE_DELAY_MS": "5000"]).isEmpty)
  }

  @Test func `high availability needs a place to share in production only`() {
    let changes = ["HIGH_AVAILABILITY": "true"]
    let found = ServiceConfiguration.faults(changes, over: ServiceConfiguration.minimumInProduction)
    #expect(found.map(\.variable) == ["REDIS_URL"])
    #expect(found.first?.message.contains("HIGH_AVAILABILITY=false") == true)
    #expect(ServiceConfiguration.faults(changes).isEmpty)
    let shared = changes.merging(["REDIS_URL": "rediss://redis:6380/0"]) { $1 }
    #expect(ServiceConfiguration.faults(shared, over: ServiceConfiguration.minimumInProduction).isEmpty)
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
