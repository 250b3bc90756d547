import AuthenticationCore
import AuthenticationService
import HTTPEdge
import RedisClient
import Testing

struct DefaultsTests {
  let configuration: ServiceConfiguration

  init() throws {
    configuration = try ServiceConfiguration.load(environment: ServiceConfiguration.minimum)
  }

  @Test func `three variables are enough`() {
    #expect(configuration.token.issuer == "https://auth.example.com")
    #expect(configuration.token.audience == ["https://api.example.com"])
    #expect(configuration.kong.adminURL == HTTPEndpoint(scheme: .http, host: "kong", port: 8001))
  }

  @Test func `without them each one is named`() {
    let faults = ServiceConfiguration.faults([:], over: [:])
    #expect(faults.map(\.variable) == ["KONG_JWT_AUTHORITY", "KONG_JWT_AUDIENCE", "KONG_ADMIN_URL"])
    #expect(faults.allSatisfy { $0.message.hasPrefix("is required but missing; for example https://") })
  }

  @Test func `the service is a development one under its own name`() {
    #expect(configuration.service.environment == .development)
    #expect(configuration.service.name == "authentication-service")
    #expect(configuration.service.version == ServiceVersion.current)
    #expect(configuration.logging.threshold == .info)
  }

  @Test func `the server listens everywhere, within bounds`() {
    let server = configuration.server
    #expect(server.host == nil)
    #expect(server.port == 3000)
    #expect(server.eventLoopThreads == 0)
    #expect(server.maximumConnections == 10_000)
    #expect(server.maximumRequestLineBytes == 8192)
    #expect(server.maximumHeaderBytes == 32_768)
    #expect(server.maximumHeaderCount == 100)
    #expect(server.maximumBodyBytes == 10_485_760)
    #expect(server.headerReadTimeout == .seconds(10))
    #expect(server.idleTimeout == .seconds(30))
    #expect(server.requestTimeout == .seconds(30))
    #expect(configuration.shutdown.delay == .zero)
    #expect(configuration.shutdown.timeout == .seconds(30))
  }

  @Test func `clients are spoken to in the clear`() {
    let tls = configuration.tls
    #expect(tls.certificate == nil && tls.key == nil && tls.clientAuthorities == nil)
    #expect(tls.clientAuthentication == .optional && tls.minimumVersion == .tls12)
  }

  @Test func `tokens live for a quarter of an hour`() {
    let token = configuration.token
    #expect(token.keyClaimName == "key")
    #expect(token.lifetime == .seconds(900))
    #expect(token.notBeforeSkew == .zero)
    #expect(token.uniqueNamePrefix == nil)
    #expect(!token.validatesClaims)
  }

  @Test func `Kong is self-managed and asked within three seconds`() {
    let kong = configuration.kong
    #expect(kong.mode == .apiGateway)
    #expect(kong.adminToken == nil)
    #expect(kong.connectTimeout == .seconds(2))
    #expect(kong.readTimeout == .seconds(3))
    #expect(kong.maximumPendingLookups == 5000)
    #expect(!kong.provisionsCredentials)
    #expect(kong.maximumProvisioningAttempts == 3)
    #expect(kong.authorities == nil && kong.clientCertificate == nil && kong.clientKey == nil)
    #expect(!kong.allowsHTTP && !kong.allowsLoopback && !kong.allowsNoToken)
    #expect(kong.maximumHeaderLength == 256)
    #expect(kong.requestTimeout == .seconds(3))
    #expect(kong.maximumConcurrency == 32)
  }

  @Test func `each operation has a breaker as the replaced service had it`() {
    let breaker = configuration.circuitBreaker
    #expect(breaker.isEnabled)
    #expect(breaker.getConsumerSecret.timeout == .seconds(3))
    #expect(breaker.createConsumerSecret.timeout == .seconds(5))
    #expect(breaker.healthCheck.timeout == .seconds(1))
    #expect(
      breaker.getConsumerSecret.policy
        == CircuitBreakerPolicy(
          failureRateThreshold: 50, volumeThreshold: 3, window: .seconds(10), buckets: 10, resetTimeout: .seconds(60)))
    #expect(breaker.createConsumerSecret.policy.failureRateThreshold == 30)
    #expect(breaker.healthCheck.policy.failureRateThreshold == 75)
    #expect(configuration.cache.staleTolerance == .seconds(1800))
  }

  @Test func `nothing is asked of the gateway`() {
    let gateway = configuration.gateway
    #expect(gateway.proof == nil)
    #expect(!gateway.allowsUnverified)
    #expect(configuration.rateLimit.perConsumer == nil && gateway.tokenRenewal == .allow)
    #expect(gateway.sharedSecrets == nil && gateway.allowedRanges == nil)
    #expect(!gateway.requiresCredentialIdentifier)
    #expect(gateway.anonymousConsumerID == nil)
  }

  @Test func `ten thousand consumers are remembered for five minutes`() {
    #expect(configuration.cache.timeToLive == .seconds(300))
    #expect(configuration.cache.negativeTimeToLive == .seconds(10))
    #expect(configuration.cache.maximumEntries == 10_000)
    #expect(configuration.cache.snapshotFile == nil && configuration.cache.encryptionKeys == nil)
    #expect(configuration.cache.snapshotInterval == .seconds(300))
  }

  @Test func `nothing is shared, and nobody knows where`() {
    #expect(!configuration.cache.isHighlyAvailable && !configuration.sharesCache)
    #expect(configuration.cache.invalidationInterval == .seconds(10))
    let redis = configuration.redis
    #expect(redis.url == nil && redis.sentinels.isEmpty && !redis.hasPlace)
    #expect(redis.username == nil && redis.password == nil && redis.database == nil)
    #expect(redis.sentinelMaster == "mymaster" && redis.sentinelUsername == nil && redis.sentinelPassword == nil)
    #expect(!redis.isCluster && !redis.readsFromReplicas)
    #expect(redis.authorities == nil && redis.clientCertificate == nil && redis.clientKey == nil)
    #expect(redis.serverName == nil && redis.maximumAttempts == 3 && redis.connectionTimeout == .seconds(5))
  }

  @Test func `a shared cache that fails is left alone as the replaced service did it`() {
    let resilience = configuration.cacheResilience
    #expect(resilience.breaker == FailureStreakBreaker.Policy())
    #expect(resilience.reconnect.maximumAttempts == 5)
    #expect(resilience.reconnect.baseDelay == .milliseconds(100) && resilience.reconnect.maximumDelay == .seconds(5))
    #expect(resilience.reconnect.cooldown == .seconds(60))
    #expect(resilience.monitor == CacheMonitorPolicy())
    #expect(resilience.monitor.isEnabled && resilience.monitor.interval == .seconds(10))
    #expect(resilience.monitor.unhealthyThreshold == 3 && resilience.monitor.healthyThreshold == 2)
    #expect(resilience.monitor.pingTimeout == .milliseconds(500) && resilience.monitor.validity == .seconds(2))
    #expect(resilience.timeouts.get == .seconds(1) && resilience.timeouts.set == .seconds(2))
    #expect(resilience.timeouts.delete == .seconds(1) && resilience.timeouts.scan == .seconds(5))
    #expect(resilience.timeouts.ping == .milliseconds(500) && resilience.timeouts.connect == .seconds(5))
  }

  @Test func `the door for operators has no port of its own`() {
    let management = configuration.management
    #expect(management.port == nil && management.host == "127.0.0.1" && management.token == nil)
  }

  @Test func `nobody looks into the process`() {
    #expect(!configuration.process.allowsCoreDumps)
  }

  @Test func `scripts of every origin may ask, and no version is about to end`() {
    let crossOrigin = configuration.crossOrigin
    #expect(crossOrigin.origins == .any)
    #expect(
      crossOrigin.allowedHeaders.joined(separator: ", ")
        == "Content-Type, Authorization, Accept-Version, X-Consumer-Id, X-Consumer-Username, X-Anonymous-Consumer")
    #expect(crossOrigin.allowedMethods == ["GET", "POST", "OPTIONS"])
    #expect(crossOrigin.maximumAge == .seconds(86_400))
    #expect(configuration.versions.v1 == APIDeprecation())
    #expect(configuration.versions.v2 == APIDeprecation())
  }

  @Test(arguments: ServiceConfiguration.declarations.compactMap(\.variable), ["", " ", "\t\r\n "])
  func `an empty variable is an unset one`(variable: String, blank: String) {
    var unset = ServiceConfiguration.minimum
    unset[variable] = nil
    #expect(ServiceConfiguration.faults([variable: blank]) == ServiceConfiguration.faults([:], over: unset))
  }

  @Test func `empty variables leave every default in place`() throws {
    let optional = ServiceConfiguration.declarations.compactMap(\.variable).filter {
      ServiceConfiguration.minimum[$0] == nil
    }
    let blank = Dictionary(uniqueKeysWithValues: optional.map { ($0, "" as String?) })
    let configuration = try ServiceConfiguration.load(blank)
    #expect("\(configuration)" == "\(self.configuration)")
  }

  @Test func `variables of others are ignored`() throws {
    let configuration = try ServiceConfiguration.load(["SPRING_REDIS_URL": "?", "HOME": "/nowhere"])
    #expect("\(configuration)" == "\(self.configuration)")
  }
}
