import Foundation

/// The certificates and keys in Fixtures, by their paths.
package enum ServerCertificates {
  /// Who signed the others.
  package static let authority = path("authority.pem")
  /// An authority of somebody else.
  package static let stranger = path("stranger.pem")
  /// A server at 127.0.0.1 and `localhost`.
  package static let server = path("server.pem")
  package static let serverKey = path("server.key")
  /// The same server with another key, and another end.
  package static let renewed = path("renewed.pem")
  package static let renewedKey = path("renewed.key")
  /// A client.
  package static let client = path("client.pem")
  /// The same, for a day of 2020.
  package static let expiredClient = path("client-expired.pem")
  /// The same, signed by the stranger.
  package static let strangeClient = path("client-stranger.pem")
  /// The key of all three.
  package static let clientKey = path("client.key")

  private static func path(_ name: String) -> String {
    Bundle.module.bundleURL.appending(path: "Fixtures/\(name)").path
  }
}
