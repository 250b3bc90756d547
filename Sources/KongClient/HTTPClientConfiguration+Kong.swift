import AsyncHTTPClient
import NIOCore
import NIOSSL
import Tracing

extension HTTPClient.Configuration {
  /// Sets AsyncHTTPClient up for Kong's Admin API.
  ///
  /// Without a `proxy` here there is none: AsyncHTTPClient reads no environment variables.
  init(_ kong: KongAdminConfiguration) {
    self.init(redirectConfiguration: .disallow, decompression: .disabled)
    tlsConfiguration = TLSConfiguration(kong.tls)
    timeout.connect = TimeAmount(kong.connectTimeout)
    timeout.read = TimeAmount(kong.readTimeout)
    httpVersion = .http1Only
    // The names of its attributes are those of former conventions.
    tracing.tracer = nil
    connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = kong.maximumConnections
    // Else a refused connection would be tried again in silence until the time is up, and end as a timeout.
    connectionPool.retryConnectionEstablishment = false
  }
}

extension TLSConfiguration {
  /// Whatever is configured, Kong's certificate must be valid, in time, for its host, and of an authority we trust.
  init(_ kong: KongTLS) {
    self = .makeClientConfiguration()
    certificateVerification = .fullVerification
    minimumTLSVersion = .tlsv12
    if !kong.authorities.isEmpty { trustRoots = .certificates(kong.authorities) }
    certificateChain = kong.certificateChain.map { .certificate($0) }
    privateKey = kong.privateKey.map { .privateKey($0) }
  }
}
