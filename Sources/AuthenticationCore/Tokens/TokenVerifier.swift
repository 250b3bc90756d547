/// Decides whether a token is one of a consumer's, and in force.
package struct TokenVerifier: Sendable {
  private let policy: TokenPolicy

  package init(policy: TokenPolicy) {
    self.policy = policy
  }

  /// Verifies a token.
  ///
  /// Nothing of the token is believed before its signature, except the key claim, which only chooses among the consumer's own
  /// credentials. So an expired token of somebody else has an invalid signature and reveals nothing more.
  ///
  /// - Parameters:
  ///   - token: a compact JWS.
  ///   - credentials: those of the consumer whom Kong has authenticated.
  ///   - now: seconds since 1970.
  package func verify(
    _ token: String, for credentials: ConsumerCredentials, at now: Int64
  ) throws(TokenFault) -> VerifiedToken {
    let token = try CompactToken(token)
    let claims: [String: JSONValue]
    do throws(TokenFault) {
      claims = try token.claims()
    } catch {
      // What is wrong with the payload is told only to whoever could have signed it.
      try checkSignature(of: token, with: credentials.signing)
      throw error
    }
    try checkSignature(of: token, with: try credential(named: claims[policy.keyClaimName], among: credentials))
    try token.checkHeader()
    guard case .string = claims[policy.keyClaimName] else {
      throw .failed("the claim '\(policy.keyClaimName)' is missing or not a string")
    }
    return try read(claims, at: Double(now))
  }

  /// The credential that a token names; the newest for a token that names none, which is then refused for that.
  private func credential(
    named key: JSONValue?, among credentials: ConsumerCredentials
  ) throws(TokenFault) -> JWTCredential {
    guard let key = key?.string else { return credentials.signing }
    guard let credential = credentials.credential(key: key) else { throw .signature }
    return credential
  }

  private func checkSignature(of token: CompactToken, with credential: JWTCredential) throws(TokenFault) {
    let isValid = token.signingInput.withUnsafeBytes { credential.signingKey.isValid(token.signature, for: $0) }
    if !isValid { throw .signature }
  }

  private func read(_ claims: [String: JSONValue], at now: Double) throws(TokenFault) -> VerifiedToken {
    // Expired when exp is now, as RFC 7519 section 4.1.4 and Kong have it.
    let expiry = try time("exp", in: claims)
    if expiry <= now { throw .expired(at: expiry) }
    if claims["nbf"] != nil, try time("nbf", in: claims) > now { throw .notYetValid }
    let issuedAt = try time("iat", in: claims)
    let audience = VerifiedToken.Audience(claims["aud"])
    if policy.validatesClaims { try check(issuer: claims["iss"], audience) }
    return VerifiedToken(
      tokenID: claims["jti"]?.string, subject: claims["sub"]?.string, issuer: claims["iss"]?.string,
      audience: audience, issuedAt: issuedAt, expiresAt: expiry, expiresIn: Int(expiry - now))
  }

  private func time(_ claim: String, in claims: [String: JSONValue]) throws(TokenFault) -> Double {
    guard let seconds = claims[claim]?.number else { throw .failed("the claim '\(claim)' is missing or not a number") }
    guard ISO8601.range.contains(seconds) else { throw .failed("the claim '\(claim)' is out of range") }
    return seconds
  }

  private func check(issuer: JSONValue?, _ audience: VerifiedToken.Audience?) throws(TokenFault) {
    guard let issuer = issuer?.string, issuer.isSame(as: policy.issuer) else { throw .failed("the issuer is not ours") }
    let isForUs = audience?.entries.contains { entry in policy.audience.contains(where: entry.isSame) }
    guard isForUs == true else { throw .failed("the audience is not ours") }
  }
}

extension String {
  /// Whether two claims are the same to everybody: RFC 7519 section 2 has them compared without any normalisation.
  fileprivate func isSame(as other: String) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}
