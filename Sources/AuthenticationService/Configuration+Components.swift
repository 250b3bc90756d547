import AuthenticationCore
import HTTPEdge
import KongClient
import Logging
import NIOCore

// What an operator decides, in the words of the parts that it decides about.

extension KongAdminConfiguration {
  init(_ configuration: ServiceConfiguration) {
    let kong = configuration.kong
    let operations = configuration.circuitBreaker
    self.init(
      deployment: KongDeployment(kong), token: kong.adminToken, version: configuration.service.version)
    lookupTimeout = operations.getConsumerSecret.timeout
    provisioningTimeout = operations.createConsumerSecret.timeout
    healthTimeout = operations.healthCheck.timeout
    connectTimeout = Swift.min(kong.connectTimeout, lookupTimeout)
    readTimeout = kong.readTimeout
    maximumConnections = kong.maximumConcurrency
    provisionsCredentials = kong.provisionsCredentials
    maximumProvisioningAttempts = kong.maximumProvisioningAttempts
    tls.authorities = kong.authorities?.certificates ?? []
    tls.certificateChain = kong.clientCertificate?.certificates ?? []
    tls.privateKey = kong.clientKey?.key
  }
}

extension KongDeployment {
  init(_ kong: ServiceConfiguration.Kong) {
    switch (kong.mode, KonnectControlPlane(kong.adminURL)) {
    // A configuration whose URL names no control plane of Konnect is not valid.
    case (.konnect, let plane?): self = .konnect(plane)
    case (.apiGateway, _), (.konnect, nil): self = .selfManaged(KongAdminURL(kong.adminURL))
    }
  }
}

extension KonnectControlPlane {
  /// Nil when the URL names no control plane.
  init?(_ endpoint: HTTPEndpoint) {
    self.init(
      isSecure: endpoint.scheme == .https, host: endpoint.host, port: endpoint.port, path: endpoint.basePath)
  }
}

extension KongAdminURL {
  init(_ endpoint: HTTPEndpoint) {
    self.init(
      isSecure: endpoint.scheme == .https, host: endpoint.host, port: endpoint.port, path: endpoint.basePath)
  }
}

extension KongDescription {
  init(_ kong: ServiceConfiguration.Kong) {
    self.init(mode: kong.mode.rawValue, adminURL: kong.adminURL)
  }
}

extension CredentialLifetime {
  init(_ cache: ServiceConfiguration.Cache) {
    self.init(
      found: cache.timeToLive, notFound: cache.negativeTimeToLive, staleTolerance: cache.staleTolerance)
  }
}

extension SnapshotKeeper {
  /// Nil when no snapshot is wanted.
  init?(_ configuration: ServiceConfiguration, store: CredentialStore, logger: Logger) {
    guard let path = configuration.cache.snapshotFile, let keys = configuration.cache.encryptionKeys else { return nil }
    let purpose = "\(configuration.service.name) \(configuration.service.environment.rawValue)"
    self.init(
      file: SnapshotFile(path: path, keys: keys, purpose: purpose), store: store,
      interval: configuration.cache.snapshotInterval, clock: .system, logger: logger)
  }
}

extension TokenPolicy {
  init(_ token: ServiceConfiguration.Token) {
    self.init(
      issuer: token.issuer, audience: token.audience, keyClaimName: token.keyClaimName,
      lifetimeSeconds: token.lifetime.components.seconds,
      notBeforeSkewSeconds: token.notBeforeSkew.components.seconds,
      uniqueNamePrefix: token.uniqueNamePrefix ?? TokenPolicy.defaultUniqueNamePrefix(issuer: token.issuer),
      validatesClaims: token.validatesClaims)
  }
}

extension ConsumerIdentification.Policy {
  init(_ configuration: ServiceConfiguration) {
    self.init()
    maximumLength = configuration.kong.maximumHeaderLength
    requiresCredentialIdentifier = configuration.gateway.requiresCredentialIdentifier
    anonymousConsumer = configuration.gateway.anonymousConsumerID
  }
}

extension CrossOriginPolicy {
  /// The policy of a port: no page of another origin reads what is for operators.
  init(_ crossOrigin: ServiceConfiguration.CrossOrigin, at port: ServicePort) {
    self.init(
      origins: port == .management ? .listed([]) : crossOrigin.origins, allowedHeaders: crossOrigin.allowedHeaders,
      allowedMethods: crossOrigin.allowedMethods, maximumAge: Int(crossOrigin.maximumAge.components.seconds))
  }
}

extension APIVersion {
  init(_ versions: ServiceConfiguration.Versions, metrics: VersionMetrics) {
    self.init(v1: Deprecation(versions.v1), v2: Deprecation(versions.v2), metrics: metrics)
  }
}

extension APIVersion.Deprecation {
  init(_ deprecation: APIDeprecation) {
    self.init(sunset: deprecation.sunset.map(HTTPDate.format), migrationURL: deprecation.migrationURL)
  }
}

extension ServerConfiguration {
  init(_ server: ServiceConfiguration.Server) {
    self.init(host: server.host, port: server.port)
    limits.connections = server.maximumConnections
    limits.requestLineBytes = server.maximumRequestLineBytes
    limits.headBytes = server.maximumHeaderBytes
    limits.headerCount = server.maximumHeaderCount
    limits.bodyBytes = server.maximumBodyBytes
    limits.requestReadTimeout = TimeAmount(server.headerReadTimeout)
    limits.idleTimeout = TimeAmount(server.idleTimeout)
    limits.handlerTimeout = TimeAmount(server.requestTimeout)
  }
}

extension ServerConfiguration {
  /// The management surface: few connections, small requests.
  init(_ management: ServiceConfiguration.Management, port: Int) {
    self.init(host: management.host, port: port)
    limits.connections = 64
    limits.bodyBytes = 64 << 10
  }
}
