import Foundation

/// The certificates and keys in Fixtures/TLS, by their paths.
package enum TLSFixture {
  /// Who signed the others.
  package static let authority = path("authority.pem")
  /// An authority that has signed nothing.
  package static let stranger = path("stranger.pem")
  /// A server at 127.0.0.1 and `localhost`.
  package static let redis = path("redis.pem")
  /// A server at `redis.example` alone, with the key of `redis`.
  package static let redisElsewhere = path("redis-elsewhere.pem")
  /// The key of both servers.
  package static let redisKey = path("redis.key")
  /// A client.
  package static let client = path("client.pem")
  /// The key of the client.
  package static let clientKey = path("client.key")

  private static func path(_ name: String) -> String {
    Bundle.module.bundleURL.appending(path: "Fixtures/TLS/\(name)").path
  }
}
