import AuthenticationService
import Testing

/// What holds between the variables of the shared cache; certificates are in `TLSFilesTests`.
struct RedisRulesTests {
  private func faults(_ changes: [String: String]) -> [ConfigurationFault] {
    ServiceConfiguration.faults(changes.mapValues { $0 as String? })
  }

  @Test(arguments: [
    ["REDIS_CLUSTER": "true"], ["REDIS_CLUSTER": "true", "REDIS_URL": "redis://redis"],
    ["REDIS_CLUSTER": "true", "REDIS_URL": "rediss://redis/0"], ["REDIS_CLUSTER": "true", "REDIS_DB": "0"],
    ["REDIS_CLUSTER": "true", "REDIS_DB": "0", "REDIS_URL": "redis://redis/3"],
    ["REDIS_SENTINELS": "one", "REDIS_DB": "3"], ["REDIS_SENTINELS": "one", "REDIS_URL": "rediss://redis/3"],
    ["REDIS_URL": "unix:///run/redis.sock", "REDIS_DB": "3"], ["REDIS_URL": "redis://redis/3", "REDIS_DB": "0"],
    ["CACHE_RECONNECT_BASE_DELAY_MS": "1000", "CACHE_RECONNECT_MAX_DELAY_MS": "1000"],
  ])
  func `what fits is taken`(changes: [String: String]) {
    #expect(faults(changes).isEmpty)
  }

  @Test func `a cluster has no Sentinels`() {
    #expect(
      faults(["REDIS_CLUSTER": "true", "REDIS_SENTINELS": "one,two"]) == [
        ConfigurationFault(
          "REDIS_SENTINELS", "must not be set together with REDIS_CLUSTER: a cluster has no Sentinels")
      ])
  }

  @Test(arguments: [
    ["REDIS_DB": "1"], ["REDIS_URL": "redis://redis/1"], ["REDIS_DB": "1", "REDIS_URL": "redis://redis/0"],
  ])
  func `a cluster has one database`(changes: [String: String]) {
    #expect(
      faults(changes.merging(["REDIS_CLUSTER": "true"]) { $1 })
        == [ConfigurationFault("REDIS_DB", "must be 0 with REDIS_CLUSTER=true")])
    #expect(faults(changes).isEmpty)
  }

  @Test func `a cluster is not behind a socket`() {
    let changes = ["REDIS_CLUSTER": "true", "REDIS_URL": "unix:///run/redis.sock"]
    #expect(
      faults(changes)
        == [ConfigurationFault("REDIS_URL", "must be a redis or rediss URL with REDIS_CLUSTER=true")])
  }

  @Test func `the first wait is not longer than the longest`() {
    let delays = ["CACHE_RECONNECT_BASE_DELAY_MS": "1001", "CACHE_RECONNECT_MAX_DELAY_MS": "1000"]
    #expect(
      faults(delays) == [
        ConfigurationFault(
          "CACHE_RECONNECT_BASE_DELAY_MS",
          "must not be greater than CACHE_RECONNECT_MAX_DELAY_MS; make it smaller, or that one greater")
      ])
  }

  @Test(arguments: [
    ["REDIS_CLUSTER": "maybe", "REDIS_SENTINELS": "one"], ["REDIS_CLUSTER": "true", "REDIS_DB": "16"],
    ["REDIS_CLUSTER": "true", "REDIS_URL": "redis://redis/x"],
    ["CACHE_RECONNECT_BASE_DELAY_MS": "5000", "CACHE_RECONNECT_MAX_DELAY_MS": "999"],
  ])
  func `a rule is not asked about a variable that has a fault of its own`(changes: [String: String]) {
    #expect(faults(changes).count == 1)
  }

  @Test(arguments: [["REDIS_URL": "redis://redis"], ["REDIS_SENTINELS": "sentinel-0,sentinel-1"]])
  func `either place will do in production`(place: [String: String]) {
    let changes = place.merging(["HIGH_AVAILABILITY": "true"]) { $1 }.mapValues { $0 as String? }
    #expect(ServiceConfiguration.faults(changes, over: ServiceConfiguration.minimumInProduction).isEmpty)
  }
}
