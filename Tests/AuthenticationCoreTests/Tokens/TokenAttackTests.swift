import AuthenticationCore
import Crypto
import Foundation
import Testing

/// Attacks on verifiers, most of them after RFC 8725 section 2: tokens that somebody without the secret could make, and tokens of a
/// consumer that claim another way of signing.
@Suite struct `An attack by token` {
  private static let input = "\(text(CraftedToken.header)).\(text(CraftedToken.payload))"
  private static let publicKey =
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n"

  static let forged: [TokenCase] = [
    forgery("an empty secret", mac("", SHA256.self)),
    forgery("the key as secret", mac("key-1", SHA256.self)),
    forgery("the secret with a line feed", mac("secret-1\n", SHA256.self)),
    forgery("the secret as base64", mac("c2VjcmV0LTE=", SHA256.self)),
    forgery("no HMAC but a hash", Array(SHA256.hash(data: Data(input.utf8)))),
    forgery("HMAC with SHA-384", mac("secret-1", SHA384.self)),
    forgery("HMAC with SHA-512", mac("secret-1", SHA512.self)),
    forgery("HMAC with SHA-512, cut off", Array(mac("secret-1", SHA512.self).prefix(32))),
    forgery("a signature cut off in its middle", Array(mac("secret-1", SHA256.self).prefix(16))),
    forgery("a signature of zeros, as for ECDSA", Array(repeating: 0, count: 64)),
    forgery("a signature in hexadecimal", Array(hexadecimal(mac("secret-1", SHA256.self)).utf8)),
    forgery("a signature encoded twice", Array(CraftedToken.base64URL(mac("secret-1", SHA256.self)).utf8)),
    signed("RS256 with the public key as secret", #"{"alg":"RS256","typ":"JWT"}"#, by: publicKey),
    signed("HS256 with the public key as secret", CraftedToken.header, by: publicKey),
    signed("a key in the header", #"{"alg":"HS256","jwk":{"kty":"oct","k":"ZXZpbA"}}"#, by: "evil"),
    signed("a URL of keys in the header", #"{"alg":"HS256","jku":"https://evil.example/keys.json"}"#, by: "evil"),
    signed("a URL of certificates in the header", #"{"alg":"HS256","x5u":"https://evil.example/c.pem"}"#, by: "evil"),
    signed("a certificate in the header", #"{"alg":"HS256","x5c":["ZXZpbA=="]}"#, by: "evil"),
    signed("an empty file as key", #"{"alg":"HS256","kid":"../../../dev/null"}"#, by: ""),
    signed("SQL as key", #"{"alg":"HS256","kid":"x' UNION SELECT 'evil' -- "}"#, by: "evil"),
    signed("a command as key", #"{"alg":"HS256","kid":"key-1|echo evil"}"#, by: "evil\n"),
    signed("a key of another consumer", #"{"alg":"HS256","kid":"key-9"}"#, by: "secret-9"),
    TokenCase(
      "a letter of another alphabet in the key",
      CraftedToken.token(payload: "{\"key\":\"k\u{0435}y-1\",\"iat\":1000,\"exp\":2000}"), .signature),
    TokenCase("a line end within", CraftedToken.token().replacing(".", with: ".\r\n"), .signature),
    TokenCase("dots in percent-encoding", CraftedToken.token().replacing(".", with: "%2E"), .format),
    TokenCase(
      "the JSON form",
      #"{"protected":"\#(text(CraftedToken.header))","payload":"\#(text(CraftedToken.payload))","signature":"AA"}"#,
      .format),
    TokenCase("a megabyte of dots", String(repeating: ".", count: 1 << 20), .format),
    TokenCase("a megabyte of payload", "e30.\(String(repeating: "A", count: 1 << 20)).AA", .signature),
  ]

  @Test(arguments: forged)
  func `has no signature of the consumer`(_ token: TokenCase) throws {
    try token.check()
  }

  static let claimed: [TokenCase] =
    [
      "HS1", "HS224", "HS512/256", "PS256", "ES256", "ES256K", "EdDSA", "dir", "A256KW", "RSA-OAEP", "nonE\u{0}",
      "ΗS256",
      "HS256\u{301}", "ＨＳ256", "HS256,none", "HMACSHA256", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
    ].map { algorithm in
      TokenCase(
        algorithm, CraftedToken.token(header: #"{"alg":"\#(algorithm.replacing("\0", with: #"\u0000"#))"}"#),
        .failed("the algorithm is not HS256"))
    } + [
      TokenCase(
        "a payload that is not encoded", CraftedToken.signed("\(text(#"{"alg":"HS256","b64":false}"#)).{}"), .encoding),
      TokenCase(
        "a compressed payload",
        CraftedToken.token(
          header: Array(#"{"alg":"HS256","zip":"DEF"}"#.utf8), payload: [0xAB, 0x56, 0xCA, 0x4E, 0xAD, 0x04, 0x00]),
        .json),
      TokenCase(
        "a token within a token",
        CraftedToken.token(header: #"{"alg":"HS256","cty":"JWT"}"#, payload: CraftedToken.token()), .json),
    ]

  @Test(arguments: claimed)
  func `does not change the way of verifying`(_ token: TokenCase) throws {
    try token.check()
  }

  private static func forgery(_ name: String, _ signature: [UInt8]) -> TokenCase {
    TokenCase(name, "\(input).\(CraftedToken.base64URL(signature))", .signature)
  }

  private static func signed(_ name: String, _ header: String, by secret: String) -> TokenCase {
    TokenCase(name, CraftedToken.token(header: header, secret: secret), .signature)
  }

  private static func mac<Hash: HashFunction>(_ secret: String, _ hash: Hash.Type) -> [UInt8] {
    Array(
      HMAC<Hash>.authenticationCode(for: Data(input.utf8), using: SymmetricKey(data: Data(secret.utf8))))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
  }

  private static func text(_ json: String) -> String {
    CraftedToken.base64URL(Array(json.utf8))
  }
}
