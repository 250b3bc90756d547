import AuthenticationCore
import AuthenticationService
import HTTPEdge

/// A Kong in memory: alice has two credentials, bob one, nobody can be asked about carol, and there is nobody else.
struct KnownConsumers: ConsumerCredentialSource {
  static let secret = "hush-hush-hush-hush-hush-hush-hush"
  static let olderSecret = "older-older-older-older-older-older"

  static func credentials(of consumer: String) -> ConsumerCredentials? {
    let newest = JWTCredential(key: "\(consumer)-key", secret: Secret(secret), createdAt: 2)
    let older = JWTCredential(key: "\(consumer)-older", secret: Secret(olderSecret), createdAt: 1)
    return ConsumerCredentials(consumerID: consumer, credentials: consumer == "alice" ? [newest, older] : [newest])
  }

  func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    guard id != "carol" else { throw .unavailable(.timeout) }
    guard ["alice", "bob"].contains(id), let credentials = Self.credentials(of: id) else { throw .notFound }
    return credentials
  }

  /// The service of these consumers, with the routes of operators too, or what is wrong with its configuration.
  static let responder = Result { () throws(ConfigurationFaults) -> ImmediateResponder in
    let configuration = try ServiceConfiguration.load(environment: [
      "KONG_ADMIN_URL": "http://kong.invalid", "KONG_JWT_AUTHORITY": "https://api.example.com",
      "KONG_JWT_AUDIENCE": "example-api", "NODE_ENV": "development", "CIRCUIT_BREAKER_ENABLED": "false",
    ])
    return ImmediateResponder(base: AuthenticationServer.makeSurface(configuration, source: Self()).responder)
  }
}
