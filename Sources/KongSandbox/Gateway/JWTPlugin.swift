/// Kong's `jwt` plugin: bearer tokens in `Authorization` or in the query parameter `jwt`.
package struct JWTPlugin: Sendable {
  /// The claim (or header parameter) that names the credential.
  package var keyClaimName: String
  /// Whether `exp` must be there and in the future, without any clock skew.
  package var verifiesExpiry: Bool
  /// The id of the anonymous consumer; nil for none.
  package var anonymous: String?

  package init(keyClaimName: String = "key", verifiesExpiry: Bool = true, anonymous: String? = nil) {
    self.keyClaimName = keyClaimName
    self.verifiesExpiry = verifiesExpiry
    self.anonymous = anonymous
  }

  func authenticate(
    _ request: ProxiedRequest, in state: KongState, now: Int
  ) throws(AuthenticationRefusal) -> Identity {
    let tokens = Self.tokens(in: request)
    guard let text = tokens.first else {
      throw .json(["message": "Unauthorized"], challenge: "Bearer")
    }
    guard tokens.count == 1 else { throw Self.invalid("Multiple tokens provided") }
    let token: BearerToken
    do throws(BearerToken.Flaw) {
      token = try BearerToken(text)
    } catch {
      throw Self.invalid("Bad token; \(error.rawValue)")
    }
    let credential = try credential(for: token, in: state)
    try verify(token, with: credential)
    if verifiesExpiry { try verifyExpiry(of: token, now: now) }
    guard let key = credential.key, let consumer = state.consumers[credential.consumerID] else { throw .unexpected }
    return Identity(consumer: consumer, credentialIdentifier: key)
  }

  private func credential(
    for token: BearerToken, in state: KongState
  ) throws(AuthenticationRefusal) -> KongJWTCredential {
    guard let value = token.claims[keyClaimName] ?? token.header[keyClaimName], value != .bool(false) else {
      throw Self.invalid("No mandatory '\(keyClaimName)' in claims")
    }
    // Kong builds a cache key from it, which fails for everything but text.
    guard let key = value.string else { throw .unexpected }
    if key.isEmpty { throw Self.invalid("Invalid '\(keyClaimName)' in claims") }
    guard let credential = state.jwtCredentials.withKey(key) else {
      throw Self.invalid("No credentials found for given '\(keyClaimName)'")
    }
    return credential
  }

  private func verify(_ token: BearerToken, with credential: KongJWTCredential) throws(AuthenticationRefusal) {
    guard token.algorithm == credential.algorithm else { throw Self.invalid("Invalid algorithm") }
    guard let secret = credential.secret else { throw Self.invalid("Invalid key/secret") }
    guard token.isSigned(with: secret) else { throw Self.invalid("Invalid signature") }
  }

  private func verifyExpiry(of token: BearerToken, now: Int) throws(AuthenticationRefusal) {
    let expiry: Double
    switch token.claims["exp"] {
    case .integer(let seconds): expiry = Double(seconds)
    case .number(let seconds): expiry = seconds
    default: throw Self.invalid("must be a number", claim: "exp")
    }
    if expiry <= Double(now) { throw Self.invalid("token expired", claim: "exp") }
  }

  private static func invalid(_ text: String, claim: String = "message") -> AuthenticationRefusal {
    let document = JSONObject([.init(name: claim, value: .string(text))])
    return .json(.object(document), challenge: #"Bearer error="invalid_token""#)
  }

  /// The different tokens of a request; the same one in two places counts once.
  private static func tokens(in request: ProxiedRequest) -> [String] {
    var tokens = URLQuery(request.query).values("jwt").filter { !$0.isEmpty }
    if let header = request.headers["authorization"], let token = bearer(header) { tokens.append(token) }
    var seen: Set<String> = []
    return tokens.filter { seen.insert($0).inserted }
  }

  /// What follows `Bearer` or `bearer`, and no other spelling.
  private static func bearer(_ header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0] == "Bearer" || parts[0] == "bearer" else { return nil }
    let token = parts[1].drop { $0 == " " }
    return token.isEmpty ? nil : String(token)
  }
}
