import Crypto

/// A JWT in compact form (RFC 7515 section 3.1), taken apart with the checks that Kong's decoder makes.
struct BearerToken {
  /// What Kong says after `Bad token; `.
  enum Flaw: String, Error {
    case json = "invalid JSON"
    case type = "invalid typ"
    case algorithm = "invalid alg"
  }

  /// What Kong's decoder knows.
  ///
  /// The sandbox can check the first three only; signatures of the others never match.
  private static let algorithms: Set<String> = [
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA",
  ]

  let header: JSONObject
  let claims: JSONObject
  let algorithm: String
  private let signedBytes: [UInt8]
  private let signature: [UInt8]

  init(_ text: String) throws(Flaw) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
      let signature = Base64URL.decode(parts[2])
    else { throw .json }
    if let type = header["typ"]?.string, type.uppercased() != "JWT" { throw .type }
    guard let algorithm = header["alg"]?.string, Self.algorithms.contains(algorithm) else { throw .algorithm }
    self.header = header
    self.claims = claims
    self.algorithm = algorithm
    self.signature = signature
    signedBytes = Array(parts[0]) + [UInt8(ascii: ".")] + Array(parts[1])
  }

  private static func object(_ part: Substring.UTF8View) -> JSONObject? {
    guard let bytes = Base64URL.decode(part), let value = try? JSONParser.parse(bytes) else { return nil }
    return value.object
  }

  /// Whether the signature is the HMAC of the token under `secret`, compared in constant time.
  func isSigned(with secret: String) -> Bool {
    let key = SymmetricKey(data: Array(secret.utf8))
    return switch algorithm {
    case "HS256": HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signedBytes, using: key)
    case "HS384": HMAC<SHA384>.isValidAuthenticationCode(signature, authenticating: signedBytes, using: key)
    case "HS512": HMAC<SHA512>.isValidAuthenticationCode(signature, authenticating: signedBytes, using: key)
    default: false
    }
  }
}
