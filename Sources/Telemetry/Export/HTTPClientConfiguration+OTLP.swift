import AsyncHTTPClient
import NIOSSL

extension HTTPClient.Configuration {
  /// Sets AsyncHTTPClient up for receivers of telemetry.
  ///
  /// Without a `proxy` here there is none: AsyncHTTPClient reads no environment variables.
  init(_ tls: OTLPTLS) {
    self.init(redirectConfiguration: .disallow, decompression: .disabled)
    tlsConfiguration = TLSConfiguration(tls)
    httpVersion = .http1Only
    // Else a refused connection would be tried again in silence until the time is up, and end as a timeout.
    connectionPool.retryConnectionEstablishment = false
  }
}

extension TLSConfiguration {
  /// Whatever is configured, a receiver's certificate must be valid, in time, for its host, and of an authority we trust.
  fileprivate init(_ receiver: OTLPTLS) {
    self = .makeClientConfiguration()
    certificateVerification = .fullVerification
    minimumTLSVersion = .tlsv12
    if !receiver.authorities.isEmpty { trustRoots = .certificates(receiver.authorities) }
    certificateChain = receiver.certificateChain.map { .certificate($0) }
    privateKey = receiver.privateKey.map { .privateKey($0) }
  }
}
