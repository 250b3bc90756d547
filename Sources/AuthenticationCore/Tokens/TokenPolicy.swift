/// What stands in every token that is minted, and what is asked of those that are verified.
package struct TokenPolicy: Sendable, Equatable {
  /// The claim `iss`.
  package var issuer: String
  /// The claim `aud`: one entry is written as a string, several as an array in their order.
  package var audience: [String]
  /// The claim that carries the credential's key (`key_claim_name` of Kong's jwt plugin).
  package var keyClaimName: String
  /// From `iat` to `exp`, in seconds.
  package var lifetimeSeconds: Int64
  /// From `nbf` to `iat`, in seconds: Kong itself allows no clock skew.
  package var notBeforeSkewSeconds: Int64
  /// What precedes the username in `unique_name`.
  package var uniqueNamePrefix: String
  /// Whether verification demands our issuer and one of our audiences.
  package var validatesClaims: Bool

  package init(
    issuer: String, audience: [String], keyClaimName: String = "key", lifetimeSeconds: Int64 = 900,
    notBeforeSkewSeconds: Int64 = 0, uniqueNamePrefix: String? = nil, validatesClaims: Bool = false
  ) {
    self.issuer = issuer
    self.audience = audience
    self.keyClaimName = keyClaimName
    self.lifetimeSeconds = lifetimeSeconds
    self.notBeforeSkewSeconds = notBeforeSkewSeconds
    self.uniqueNamePrefix = uniqueNamePrefix ?? Self.defaultUniqueNamePrefix(issuer: issuer)
    self.validatesClaims = validatesClaims
  }

  /// The host of the issuer and `#`; the whole issuer when it is not a URL.
  package static func defaultUniqueNamePrefix(issuer: String) -> String {
    guard let colon = issuer.firstIndex(of: ":"), issuer[colon...].hasPrefix("://") else { return issuer + "#" }
    let authority = issuer[colon...].dropFirst(3).prefix { !"/?#".contains($0) }
    let hostAndPort = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    let host = hostAndPort.hasPrefix("[") ? hostAndPort.prefix { $0 != "]" } + "]" : hostAndPort.prefix { $0 != ":" }
    return host.isEmpty ? issuer + "#" : "\(host)#"
  }
}
