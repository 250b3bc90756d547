import AsyncHTTPClient
import NIOSSL

extension HTTPClient.Configuration {
  /// For what listens on this machine: its certificate is made out for the name by which others know it, and is not looked at.
  static var ownMachine: HTTPClient.Configuration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.certificateVerification = .none
    return HTTPClient.Configuration(tlsConfiguration: tls)
  }
}
