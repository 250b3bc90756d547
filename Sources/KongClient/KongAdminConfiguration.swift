package import AuthenticationCore

/// How Kong's Admin API is reached, and how much it may ask of us.
package struct KongAdminConfiguration: Sendable {
  package var deployment: KongDeployment
  /// The admin token; nil or empty when the Admin API asks for none.
  package var token: Secret?
  /// The version of this service, for the `User-Agent` header.
  package var version: String
  /// The longest a look-up may take, all its requests together.
  package var lookupTimeout: Duration = .seconds(3)
  /// The longest a health check may take.
  package var healthTimeout: Duration = .seconds(1)
  /// The longest a connection may take to come about.
  package var connectTimeout: Duration = .seconds(2)
  /// The longest an answer may stay silent between two pieces of it.
  package var readTimeout: Duration = .seconds(3)
  package var tls = KongTLS()
  /// Whether a consumer without a usable credential is given one.
  package var provisionsCredentials = false
  /// The most keys that are tried for such a credential, when those before were taken.
  package var maximumProvisioningAttempts = 3
  /// The longest the making of a credential may take, all attempts together.
  package var provisioningTimeout: Duration = .seconds(5)
  /// The most bytes of one answer's body.
  package var maximumBodyBytes = 1 << 20
  /// The most pages of one look-up; Kong puts 100 credentials on a page.
  package var maximumPages = 100
  /// The most connections that are kept; look-ups beyond them queue until their time is up.
  package var maximumConnections = 16

  /// The most consumers whose ids are remembered, by what they were asked for.
  package var maximumRememberedConsumers = 10_000

  package init(deployment: KongDeployment, token: Secret?, version: String) {
    self.deployment = deployment
    self.token = token
    self.version = version
  }
}
