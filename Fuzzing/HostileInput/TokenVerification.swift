import AuthenticationCore
import Crypto
import Foundation

/// Tokens: what is accepted is canonical base64url, has the right signature of the credential that it names, HS256 in its header, and
/// is in force, as Foundation and swift-crypto see it.
///
/// The bytes are tried as a token as they stand, and, if they have two lines, as header and payload that a consumer has signed.
enum TokenVerification {
  /// Seconds since 1970.
  private static let now: Int64 = 1500

  private static let secrets = ["alice-key": KnownConsumers.secret, "alice-older": KnownConsumers.olderSecret]

  private static let verifier = TokenVerifier(
    policy: TokenPolicy(issuer: "https://api.example.com", audience: ["example-api"]))

  static func check(_ bytes: [UInt8]) throws(Violation) {
    try check(token: String(decoding: bytes, as: UTF8.self))
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return }
    let input = "\(base64URL(bytes[..<end])).\(base64URL(bytes[(end + 1)...]))"
    for secret in secrets.values.sorted() {
      try check(token: "\(input).\(signature(of: input, with: secret))")
    }
  }

  private static func check(token: String) throws(Violation) {
    guard let credentials = KnownConsumers.credentials(of: "alice"),
      let verified = try? verifier.verify(token, for: credentials, at: now)
    else { return }
    let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    try Violation.unless(parts.count == 3, "accepted with \(parts.count) parts")
    let decoded = parts.compactMap(bytes)
    try Violation.unless(decoded.map(base64URL) == parts, "accepted in another spelling than the canonical one")
    guard let header = object(decoded[0]), let claims = object(decoded[1]) else {
      throw Violation("accepted without two JSON objects")
    }
    try Violation.unless(header["alg"] as? String == "HS256" && header["crit"] == nil, "accepted by another algorithm")
    guard let key = claims["key"] as? String, let secret = secrets[key] else {
      throw Violation("accepted without the consumer's key")
    }
    try Violation.unless(
      parts[2] == signature(of: "\(parts[0]).\(parts[1])", with: secret), "accepted with a wrong signature")
    try check(claims, verified)
  }

  private static func check(_ claims: [String: Any], _ verified: VerifiedToken) throws(Violation) {
    guard let expiry = (claims["exp"] as? NSNumber)?.doubleValue, claims["iat"] is NSNumber else {
      throw Violation("accepted without times")
    }
    try Violation.unless(expiry > Double(now), "accepted after its expiry")
    try Violation.unless(abs(verified.expiresAt - expiry) <= 1e-6, "another expiry is told")
    guard let start = claims["nbf"] else { return }
    try Violation.unless(
      (start as? NSNumber).map { $0.doubleValue <= Double(now) } == true, "accepted before its time")
  }

  // MARK: The same by other means

  private static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func bytes(_ text: String) -> Data? {
    let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + padding)
  }

  private static func signature(of input: String, with secret: String) -> String {
    base64URL(
      HMAC<SHA256>.authenticationCode(for: Data(input.utf8), using: SymmetricKey(data: Data(secret.utf8))))
  }

  private static func object(_ data: Data) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
  }
}
